using System;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Scheduler flags as the kernel keeps them: three bits whose names depend on the scheduler (ipvsadm(8) <c>-b</c>). The
/// order of the names does not matter, so flags are compared as bits.
/// </summary>
internal static class SchedulerFlagBits
{
    /// <summary>Answer for a name that is not known: equal to anything, so that it is never "repaired" for
    /// ever.</summary>
    internal const int Unknown = -1;

    /// <summary>Reads a comma-separated list.</summary>
    internal static int Read(ReadOnlySpan<byte> list)
    {
        int bits = 0;
        while (!list.IsEmpty)
        {
            int comma = list.IndexOf((byte)',');
            ReadOnlySpan<byte> name = comma < 0 ? list : list[..comma];
            list = comma < 0 ? default : list[(comma + 1)..];
            int bit = BitOf(name);
            if (bit == 0)
            {
                return Unknown;
            }

            bits |= bit;
        }

        return bits;
    }

    private static int BitOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("flag-1"u8) || name.SequenceEqual("sh-fallback"u8)
            || name.SequenceEqual("mh-fallback"u8))
        {
            return 1;
        }

        if (name.SequenceEqual("flag-2"u8) || name.SequenceEqual("sh-port"u8) || name.SequenceEqual("mh-port"u8))
        {
            return 2;
        }

        return name.SequenceEqual("flag-3"u8) ? 4 : 0;
    }
}
