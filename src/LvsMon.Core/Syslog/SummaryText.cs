using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Writes what a service has collected as one line; writing does not allocate. Real servers are named as far
/// as they fit: who counts them sees that the others are named by <c>lvsmon status</c>.</summary>
internal static class SummaryText
{
    /// <summary>Most real servers named in one list.</summary>
    internal const int MostNames = 12;

    /// <summary>Real servers looked at for their names: the work for a line does not grow with the service.</summary>
    private const int MostSteps = 256;

    /// <summary>Room for everything behind the lists.</summary>
    private const int TailBytes = 240;

    /// <summary>Room for <c> and N more, see lvsmon status)</c>.</summary>
    private const int MoreBytes = 42;

    /// <summary>Kept for the second list: its count and at least one name.</summary>
    private const int SecondBytes = 110;

    /// <summary>Writes the line.</summary>
    /// <param name="plan">The plan of the gate.</param>
    /// <param name="gate">What has collected it.</param>
    /// <param name="service">Index of the service.</param>
    /// <param name="text">At least <see cref="FactText.MaxBytes"/> long.</param>
    /// <returns>The line's length.</returns>
    internal static int Write(Plan plan, StormGate gate, int service, Span<byte> text)
    {
        ref readonly StormService storm = ref gate[service];
        Span<byte> buffer = stackalloc byte[TailBytes];
        ByteWriter tail = new(buffer);
        Tail(ref tail, in storm, plan.Services[service].RealCount);
        int limit = FactText.MaxBytes - tail.Length;
        ByteWriter line = new(text[..FactText.MaxBytes]);
        line.Ascii(SummaryCatalogue.Of(storm.Kind).Word);
        line.Byte((byte)' ');
        line.Ascii(plan.Services[service].Name);
        line.Bytes(": "u8);
        switch (storm.Kind)
        {
            case SummaryKind.MoreDown:
                RealServers(ref line, storm.Down, in storm);
                Reason(ref line, gate, service);
                int second = storm.Up > 0 ? SecondBytes : 0;
                Names(ref line, limit - second, plan, gate, service, up: false);
                if (storm.Up > 0)
                {
                    line.Bytes("; "u8);
                    line.Number(storm.Up);
                    line.Bytes(" up"u8);
                    Names(ref line, limit, plan, gate, service, up: true);
                }

                break;
            case SummaryKind.MoreUp:
                RealServers(ref line, storm.Up, in storm);
                Names(ref line, limit, plan, gate, service, up: true);
                break;
            default:
                Nothing(ref line, in storm);
                break;
        }

        line.Bytes(tail.Written);
        return line.Length;
    }

    private static void RealServers(ref ByteWriter line, int count, in StormService storm)
    {
        FactWords.Count(ref line, count, "real server"u8, "real servers"u8);
        Time(ref line, in storm);
    }

    private static void Time(ref ByteWriter line, in StormService storm)
    {
        if (storm.LastUs == storm.FirstUs)
        {
            line.Bytes(" at once"u8);
            return;
        }

        line.Bytes(" in "u8);
        DurationText.Write(ref line, storm.LastUs - storm.FirstUs);
    }

    /// <summary>Why those went down that are down: the first one's reason. One that has come back has no say.</summary>
    private static void Reason(ref ByteWriter line, StormGate gate, int service)
    {
        bool isFound = false;
        bool hasOthers = false;
        CheckReason reason = CheckReason.None;
        int real = gate.NextReal(service, -1);
        for (int i = 0; i < MostSteps && real >= 0; i++)
        {
            if (gate.Went(real, up: false))
            {
                reason = isFound ? reason : gate.ReasonOf(real);
                hasOthers |= gate.ReasonOf(real) != reason;
                isFound = true;
            }

            real = gate.NextReal(service, real);
        }

        if (!isFound)
        {
            // They stand behind all that is looked at.
            return;
        }

        hasOthers |= real >= 0 && gate[service].HasOtherReasons;
        line.Bytes(", "u8);
        line.Bytes(reason == CheckReason.None ? "by the configuration"u8 : Reasons.Words(reason));
        line.Bytes(hasOthers ? " and others"u8 : default);
    }

    private static void Nothing(ref ByteWriter line, in StormService storm)
    {
        if (storm.Same == 0)
        {
            line.Bytes("no real server changed"u8);
            Time(ref line, in storm);
            return;
        }

        FactWords.Count(ref line, storm.Same, "real server"u8, "real servers"u8);
        line.Bytes(" changed"u8);
        Time(ref line, in storm);
        line.Bytes(storm.Same == 1 ? " and is as before"u8 : " and are as before"u8);
    }

    private static void Names(
        ref ByteWriter line, int limit, Plan plan, StormGate gate, int service, bool up)
    {
        Span<byte> buffer = stackalloc byte[Endpoint.MaxTextLength + 1];
        int named = 0;
        int real = gate.NextReal(service, -1);
        line.Bytes(" ("u8);
        for (int i = 0; i < MostSteps && real >= 0 && named < MostNames; i++)
        {
            if (gate.Went(real, up))
            {
                ByteWriter name = new(buffer);
                name.Bytes(named > 0 ? " "u8 : default);
                name.Endpoint(plan.Reals[real].Endpoint);
                if (line.Length + name.Length + MoreBytes > limit)
                {
                    break;
                }

                line.Bytes(name.Written);
                named++;
            }

            real = gate.NextReal(service, real);
        }

        ref readonly StormService storm = ref gate[service];
        int more = (up ? storm.Up : storm.Down) - named;
        if (more > 0)
        {
            line.Bytes(named > 0 ? " and "u8 : default);
            line.Number(more);
            line.Bytes(" more, see lvsmon status"u8);
        }

        line.Byte((byte)')');
    }

    private static void Tail(ref ByteWriter tail, in StormService storm, int reals)
    {
        if (storm.Kind != SummaryKind.More && storm.Same > 0)
        {
            bool isOne = storm.Same == 1;
            Part(ref tail, storm.Same, isOne ? " changed and is as before"u8 : " changed and are as before"u8);
        }

        if (storm.Held > 0)
        {
            Part(ref tail, storm.Held, " now held by the floor"u8);
        }

        if (storm.Released > 0)
        {
            Part(ref tail, storm.Released, " no longer held by the floor"u8);
        }

        if (storm.UpAfter >= 0)
        {
            Part(ref tail, storm.UpAfter, " of "u8);
            tail.Number(reals);
            tail.Bytes(" up after the last"u8);
        }

        Part(ref tail, storm.Lines, storm.Lines == 1 ? " line; seq "u8 : " lines; seq "u8);
        tail.Number(storm.FirstSequence);
        tail.Byte((byte)'-');
        tail.Number(storm.LastSequence);
    }

    private static void Part(ref ByteWriter tail, int count, ReadOnlySpan<byte> words)
    {
        tail.Bytes("; "u8);
        tail.Number(count);
        tail.Bytes(words);
    }
}
