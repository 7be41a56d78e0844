using System;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Reads the output of <c>ipvsadm -S -n</c> in pieces of any size into a snapshot, without allocating. Foreign services
/// are skipped. A line that is not understood is counted and is no licence to delete.
/// </summary>
internal sealed class SaveReader
{
    private readonly TableLayout _layout;
    private readonly LineCutter _cutter = new();
    private readonly LeavingDestinations _leaving;
    private readonly bool _keepExtras;
    private TableSnapshot _snapshot;

    /// <summary>Makes a reader for a layout.</summary>
    internal SaveReader(TableLayout layout, TableSnapshot snapshot, LeavingDestinations leaving)
    {
        _layout = layout;
        _leaving = leaving;
        _keepExtras = layout.Plan.Global.KeepExtraReals;
        _snapshot = snapshot;
    }

    /// <summary>True when the output read so far does not end inside a line.</summary>
    internal bool IsComplete => _cutter.AtLineEnd;

    /// <summary>Begins a reading into <paramref name="snapshot"/>, which is cleared.</summary>
    internal void Begin(TableSnapshot snapshot)
    {
        _snapshot = snapshot;
        _snapshot.Clear();
        _leaving.Begin();
        _cutter.Reset();
    }

    /// <summary>Takes the next bytes.</summary>
    internal void Take(ReadOnlySpan<byte> bytes)
    {
        while (_cutter.Next(ref bytes))
        {
            _snapshot.Lines++;
            TakeLine(_cutter.Line, _cutter.Cut);
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line, bool cut)
    {
        LineWords words = new(line);
        ReadOnlySpan<byte> command = words.Next();
        if (command.IsEmpty)
        {
            return;
        }

        bool isService = command.SequenceEqual("-A"u8);
        if ((!isService && !command.SequenceEqual("-a"u8)) || !TryReadKey(ref words, out ServiceKey key))
        {
            _snapshot.NoteUnclear(-1);
            return;
        }

        int service = _layout.FindService(key);
        if (service < 0)
        {
            return;
        }

        bool clear = isService ? TakeService(service, ref words) : TakeDestination(service, ref words);
        if (!clear || cut)
        {
            _snapshot.NoteUnclear(service);
        }
    }

    /// <summary>Reads <c>-t ADDR:PORT</c>, <c>-u</c>, <c>--sctp-service</c> or <c>-f MARK [-6]</c>.</summary>
    internal static bool TryReadKey(ref LineWords words, out ServiceKey key)
    {
        key = default;
        ReadOnlySpan<byte> selector = words.Next();
        ReadOnlySpan<byte> value = words.Next();
        if (selector.SequenceEqual("-f"u8))
        {
            if (!TryReadMark(value, out uint mark))
            {
                return false;
            }

            key = MarkKey(mark, words.Take("-6"u8));
            return true;
        }

        ServiceProtocol? protocol = selector.SequenceEqual("-t"u8) ? ServiceProtocol.Tcp
            : selector.SequenceEqual("-u"u8) ? ServiceProtocol.Udp
            : selector.SequenceEqual("--sctp-service"u8) ? ServiceProtocol.Sctp
            : null;
        if (protocol is not { } known || !EndpointReader.TryRead(value, out Endpoint endpoint))
        {
            return false;
        }

        key = new ServiceKey(known, endpoint, 0);
        return true;
    }

    /// <summary>The identity of a firewall mark's service.</summary>
    internal static ServiceKey MarkKey(uint mark, bool isV6) => new(
        ServiceProtocol.FirewallMark,
        new Endpoint(isV6 ? IpAddress.FromV6(UInt128.Zero) : IpAddress.FromV4(0), 0),
        mark);

    /// <summary>Reads a mark as ipvsadm prints it: with <c>%d</c>, so that marks above 2147483647 are
    /// negative.</summary>
    internal static bool TryReadMark(ReadOnlySpan<byte> text, out uint mark)
    {
        bool negative = !text.IsEmpty && text[0] == (byte)'-';
        bool read = EndpointReader.TryReadNumber(negative ? text[1..] : text, uint.MaxValue, out long number);
        mark = unchecked((uint)(negative ? -number : number));
        return read && mark != 0;
    }

    private bool TakeService(int service, ref LineWords words)
    {
        ref FoundService found = ref _snapshot.Services[service];
        found.Present = true;
        _snapshot.ServiceBalance++;
        if (service >= _layout.ServiceCount)
        {
            return true;
        }

        ServiceText wanted = _layout.Services[service];
        ServiceFields same = wanted.FlagBits is 0 or SchedulerFlagBits.Unknown ? ServiceFields.Flags : 0;
        same |= wanted.Timeout == 0 ? ServiceFields.Persistence : 0;
        same |= wanted.Netmask == ServiceText.DefaultNetmask(wanted.Key.IsV6) ? ServiceFields.Netmask : 0;
        same |= wanted.Engine.Length == 0 ? ServiceFields.Engine : 0;
        same |= wanted.OnePacket ? 0 : ServiceFields.OnePacket;
        bool clear = true;
        for (ReadOnlySpan<byte> word = words.Next(); !word.IsEmpty; word = words.Next())
        {
            if (!ServiceSetting.TryRead(word, ref words, out ServiceSetting setting))
            {
                clear = false;
                continue;
            }

            if (setting.Field == ServiceFields.Scheduler)
            {
                found.Scheduler.Set(setting.Value);
            }

            same = setting.Matches(wanted) ? same | setting.Field : same & ~setting.Field;
        }

        found.Differs = ~same & (ServiceFields.Scheduler | ServiceFields.Flags | ServiceFields.Persistence
            | ServiceFields.Netmask | ServiceFields.Engine | ServiceFields.OnePacket);
        return clear;
    }

    private bool TakeDestination(int service, ref LineWords words)
    {
        if (!words.Take("-r"u8) || !EndpointReader.TryRead(words.Next(), out Endpoint endpoint))
        {
            return false;
        }

        if (service >= _layout.ServiceCount)
        {
            return true;
        }

        _snapshot.DestinationBalance++;
        bool clear = DestinationLine.TryRead(ref words, out Destination record);
        int slot = _layout.FindSlot(service, endpoint);
        if (slot < 0)
        {
            bool leaving = _leaving.Note(service, endpoint);
            _snapshot.NoteExtra(service, endpoint, toDelete: leaving || !_keepExtras);
            return clear;
        }

        _snapshot.Present[slot] = true;
        _snapshot.Records[slot] = record;
        return clear;
    }
}
