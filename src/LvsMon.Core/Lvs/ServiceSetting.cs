using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>One setting of a service's line in <c>ipvsadm -S -n</c>.</summary>
internal readonly ref struct ServiceSetting
{
    private ServiceSetting(ServiceFields field, ReadOnlySpan<byte> value)
    {
        Field = field;
        Value = value;
    }

    /// <summary>Which one.</summary>
    internal ServiceFields Field { get; }

    /// <summary>Its value as printed.</summary>
    internal ReadOnlySpan<byte> Value { get; }

    /// <summary>Reads the setting that begins with <paramref name="word"/>. Versions before 1.29 print <c>pe</c> and
    /// <c>ops</c> without dashes.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> word, ref LineWords words, out ServiceSetting setting)
    {
        ServiceFields field = word.SequenceEqual("-s"u8) ? ServiceFields.Scheduler
            : word.SequenceEqual("-p"u8) ? ServiceFields.Persistence
            : word.SequenceEqual("-M"u8) ? ServiceFields.Netmask
            : word.SequenceEqual("-b"u8) ? ServiceFields.Flags
            : word.SequenceEqual("--pe"u8) || word.SequenceEqual("pe"u8) ? ServiceFields.Engine
            : word.SequenceEqual("-o"u8) || word.SequenceEqual("ops"u8) ? ServiceFields.OnePacket
            : ServiceFields.None;
        setting = field is ServiceFields.None or ServiceFields.OnePacket
            ? new ServiceSetting(field, default)
            : new ServiceSetting(field, words.Next());
        return field != ServiceFields.None;
    }

    /// <summary>True when the plan wants exactly this.</summary>
    internal bool Matches(ServiceText wanted) => Field switch
    {
        ServiceFields.Scheduler => Value.SequenceEqual(wanted.Scheduler),
        ServiceFields.Persistence =>
            EndpointReader.TryReadNumber(Value, int.MaxValue, out long seconds) && seconds == wanted.Timeout,
        ServiceFields.Netmask => ReadNetmask(wanted.Key.IsV6) == wanted.Netmask,
        ServiceFields.Flags => wanted.FlagBits == SchedulerFlagBits.Unknown
            || SchedulerFlagBits.Read(Value) == wanted.FlagBits,
        ServiceFields.Engine => Value.SequenceEqual(wanted.Engine),
        _ => wanted.OnePacket,
    };

    private long ReadNetmask(bool isV6)
    {
        if (isV6)
        {
            return EndpointReader.TryReadNumber(Value, 128, out long prefix) ? prefix : -1;
        }

        return EndpointReader.TryReadV4(Value, out IpAddress mask) ? mask.V4 : -1;
    }
}
