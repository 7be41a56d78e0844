using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>The parts that lines have in common: the plan's names, reasons, texts of facts, counts.</summary>
internal sealed class FactWords
{
    /// <summary>Bytes of a foreign text that are shown.</summary>
    internal const int ForeignBytes = 64;

    private const long TenthOfMsUs = DurationText.UsPerMs / 10;
    private readonly Plan _plan;
    private readonly DetailPool _details;

    internal FactWords(Plan plan, DetailPool details)
    {
        _plan = plan;
        _details = details;
    }

    /// <summary>The fallback of the fact's service, or null.</summary>
    internal Endpoint? Fallback(in Fact fact) =>
        (uint)fact.Service < (uint)_plan.Services.Length ? _plan.Services[fact.Service].Fallback : null;

    /// <summary>A blank and the service's name; nothing when the fact is of none.</summary>
    internal void Service(ref ByteWriter line, in Fact fact)
    {
        if ((uint)fact.Service < (uint)_plan.Services.Length)
        {
            line.Byte((byte)' ');
            line.Ascii(_plan.Services[fact.Service].Name);
        }
    }

    /// <summary>The service, then a blank and the real server; nothing for what the fact has not.</summary>
    internal void Subject(ref ByteWriter line, in Fact fact)
    {
        Service(ref line, in fact);
        if ((uint)fact.Real < (uint)_plan.Reals.Length)
        {
            line.Byte((byte)' ');
            line.Endpoint(_plan.Reals[fact.Real].Endpoint);
        }
    }

    /// <summary>The reason with its number or time, where in a conversation it was met, and what the peer
    /// sent.</summary>
    internal void Reason(ref ByteWriter line, in Fact fact)
    {
        switch (fact.Reason)
        {
            case CheckReason.Matched when fact.Number > 0:
            case CheckReason.StatusAccepted:
                line.Number(fact.Number);
                break;
            case CheckReason.Advised:
                line.Bytes(Reasons.Words(fact.Reason));
                line.Byte((byte)' ');
                line.Number(fact.Number);
                line.Byte((byte)'%');
                break;
            case CheckReason reason when Reasons.HasNumber(reason):
                line.Bytes(Reasons.Words(fact.Reason));
                line.Byte((byte)' ');
                line.Number(fact.Number);
                break;
            case CheckReason.NoSuccess:
                line.Bytes(Reasons.Words(fact.Reason));
                NoSuccessTime(ref line, in fact);
                break;
            default:
                line.Bytes(Reasons.Words(fact.Reason));
                break;
        }

        ReadOnlySpan<byte> place = _details.FindPlace(fact.Detail);
        if (!place.IsEmpty)
        {
            line.Byte((byte)' ');
            line.Bytes(place);
        }

        if (HasDetail(in fact))
        {
            line.Byte((byte)' ');
            Detail(ref line, in fact);
        }
    }

    /// <summary>True while the fact's text is still there.</summary>
    internal bool HasDetail(in Fact fact) => !_details.Find(fact.Detail, out _).IsEmpty;

    /// <summary>The fact's text: our own words as they are, foreign bytes quoted and cut.</summary>
    internal void Detail(ref ByteWriter line, in Fact fact)
    {
        ReadOnlySpan<byte> text = _details.Find(fact.Detail, out bool foreign);
        if (foreign)
        {
            line.Quoted(text, ForeignBytes);
            return;
        }

        // Our own words may hold a path or a word of the configuration, which may be any UTF-8.
        foreach (byte b in text)
        {
            line.Byte(b is >= 0x20 and < 0x7F ? b : (byte)'?');
        }
    }

    /// <summary>The fact's text, or other words when it has none or it is gone.</summary>
    internal void DetailOr(ref ByteWriter line, in Fact fact, ReadOnlySpan<byte> otherwise)
    {
        if (HasDetail(in fact))
        {
            Detail(ref line, in fact);
        }
        else
        {
            line.Bytes(otherwise);
        }
    }

    /// <summary><c>1 edit</c>, <c>2 edits</c>.</summary>
    internal static void Count(ref ByteWriter line, long count, ReadOnlySpan<byte> one, ReadOnlySpan<byte> many)
    {
        line.Number(count);
        line.Byte((byte)' ');
        line.Bytes(count == 1 ? one : many);
    }

    /// <summary>How long a check took: below a second in tenths of a millisecond, so that they compare at a
    /// glance.</summary>
    internal static void CheckTime(ref ByteWriter line, long us)
    {
        if (us is >= TenthOfMsUs and < DurationText.UsPerMs)
        {
            line.Bytes("0."u8);
            line.Number(us / TenthOfMsUs);
            line.Bytes("ms"u8);
            return;
        }

        DurationText.Write(ref line, us);
    }

    private void NoSuccessTime(ref ByteWriter line, in Fact fact)
    {
        if ((uint)fact.Real < (uint)_plan.Reals.Length
            && _plan.Reals[fact.Real].Timing is { FailAfterUs: > 0 and long failAfterUs })
        {
            line.Bytes(" for "u8);
            DurationText.Write(ref line, failAfterUs);
        }
    }
}
