using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Supervision;

/// <summary>The status line, for people: what <c>systemctl status</c> shows.</summary>
internal static class StatusText
{
    /// <summary>Writes it, without line end; at most 250 bytes.</summary>
    public static void Write(ref ByteWriter line, in DaemonState state, bool isFirstRoundOver, bool isReloadRefused)
    {
        if (isReloadRefused)
        {
            line.Bytes("reload refused, the configuration before stays; "u8);
        }

        line.Number(state.RealsUp);
        line.Bytes(" of "u8);
        Count(ref line, state.Reals, "real server"u8);
        line.Bytes(" up in "u8);
        Count(ref line, state.Services, "virtual service"u8);
        if (state.EmptyServices > 0)
        {
            line.Bytes(", "u8);
            line.Number(state.EmptyServices);
            line.Bytes(" without any"u8);
        }

        line.Bytes(state.Table switch
        {
            TableStanding.InStep => "; table in step"u8,
            TableStanding.OutOfStep => "; table out of step"u8,
            TableStanding.Shadow => "; a shadow, the table is left alone"u8,
            _ => "; table not read yet"u8,
        });
        if (state.IsIsolated)
        {
            line.Bytes("; own network doubted, removals held"u8);
        }

        if (!isFirstRoundOver)
        {
            line.Bytes("; first round of checks not over"u8);
        }
    }

    private static void Count(ref ByteWriter line, int count, ReadOnlySpan<byte> noun)
    {
        line.Number(count);
        line.Byte((byte)' ');
        line.Bytes(noun);
        line.Bytes(count == 1 ? default : "s"u8);
    }
}
