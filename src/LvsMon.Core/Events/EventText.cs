using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Events;

/// <summary>
/// Writes facts as documents by <see cref="EventCatalogue"/>. Bound to the plan whose indexes the facts carry; writing
/// does not allocate.
/// </summary>
internal sealed class EventText
{
    /// <summary>Longest document with its line end, bytes.</summary>
    public const int MaxBytes = 1536;

    /// <summary>Bytes of a foreign text that are shown, as in the log.</summary>
    private const int ForeignBytes = 64;

    private const int MaxIndexedWords = 8;
    private readonly Plan _plan;
    private readonly DetailPool _details;

    public EventText(Plan plan, DetailPool details)
    {
        _plan = plan;
        _details = details;
    }

    /// <summary>Writes the document of a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="time">When, as the local time of day.</param>
    /// <param name="buffer">At least <see cref="MaxBytes"/>.</param>
    /// <returns>Its length with the line end.</returns>
    public int Write(in Fact fact, in WallTime time, Span<byte> buffer)
    {
        EventEntry entry = EventCatalogue.Of(fact.Kind)
            ?? throw new InvalidOperationException("a kind of fact has no entry in the catalogue of events");
        DocumentWriter document = new(buffer[..MaxBytes], "event"u8);
        if (fact.Sequence == 0)
        {
            document.Null("seq"u8);
        }
        else
        {
            document.Number("seq"u8, fact.Sequence);
        }

        Span<byte> clock = stackalloc byte[WallTimeText.Length];
        ByteWriter text = new(clock);
        WallTimeText.Write(ref text, in time);
        document.Sentence("time"u8, text.Written);
        document.Number("monotonic_us"u8, fact.TimeUs);
        document.Sentence("event"u8, entry.WordBytes);
        Subject(ref document, in fact);
        foreach (EventMember member in entry.Row)
        {
            Member(ref document, member, in fact);
        }

        return document.End();
    }

    /// <summary>The document that stands where numbered events are missing; a count below 0 is not known.</summary>
    public static int WriteLostEvents(Span<byte> buffer, long count, long from, long to)
    {
        DocumentWriter document = new(buffer, "lost"u8);
        document.Sentence("what"u8, "events"u8);
        document.NumberOrNull("count"u8, count);
        document.NumberOrNull("from"u8, from);
        document.NumberOrNull("to"u8, to);
        return document.End();
    }

    /// <summary>The document that stands where reports are missing.</summary>
    public static int WriteLostReports(Span<byte> buffer, long count)
    {
        DocumentWriter document = new(buffer, "lost"u8);
        document.Sentence("what"u8, "reports"u8);
        document.Number("count"u8, count);
        document.Null("from"u8);
        document.Null("to"u8);
        return document.End();
    }

    private static bool HasNumber(in Fact fact) => Reasons.HasNumber(fact.Reason)
        || fact.Reason is CheckReason.StatusAccepted or CheckReason.Advised
        || (fact.Reason == CheckReason.Matched && fact.Number > 0);

    private void Subject(ref DocumentWriter document, in Fact fact)
    {
        document.TextOrNull(
            "service"u8,
            (uint)fact.Service < (uint)_plan.Services.Length ? _plan.Services[fact.Service].Name : null);
        if ((uint)fact.Real < (uint)_plan.Reals.Length)
        {
            document.Endpoint("real"u8, _plan.Reals[fact.Real].Endpoint);
        }
        else
        {
            document.Null("real"u8);
        }
    }

    private void Member(ref DocumentWriter document, EventMember member, in Fact fact)
    {
        ReadOnlySpan<byte> name = member.NameBytes;
        switch (member.Source)
        {
            case EventSource.Reason when fact.Reason != CheckReason.None:
                document.Words(name, Reasons.Words(fact.Reason));
                break;
            case EventSource.Number:
                document.NumberOrNull(name, HasNumber(in fact) ? fact.Number : -1);
                break;
            case EventSource.Place when !_details.FindPlace(fact.Detail).IsEmpty:
                document.Own(name, _details.FindPlace(fact.Detail));
                break;
            case EventSource.Detail:
                Detail(ref document, name, in fact);
                break;
            case EventSource.Foreign:
                _ = _details.Find(fact.Detail, out bool isForeign);
                document.Flag(name, isForeign);
                break;
            case EventSource.Fallback:
                Fallback(ref document, name, in fact);
                break;
            case EventSource.Set when (uint)fact.D < (uint)_plan.Sets.Count:
                document.Text(name, _plan.Sets.Name(fact.D));
                break;
            case EventSource.Duration:
                document.NumberOrNull(name, fact.DurationUs);
                break;
            case EventSource.A or EventSource.B or EventSource.C or EventSource.D:
                Count(ref document, member, CountOf(member.Source, in fact));
                break;
            default:
                document.Null(name);
                break;
        }
    }

    private static int CountOf(EventSource source, in Fact fact) => source switch
    {
        EventSource.A => fact.A,
        EventSource.B => fact.B,
        EventSource.C => fact.C,
        _ => fact.D,
    };

    private static void Count(ref DocumentWriter document, EventMember member, int count)
    {
        ReadOnlySpan<byte> name = member.NameBytes;
        switch (member.Form)
        {
            case EventForm.Flag:
                document.Flag(name, count != 0);
                break;
            case EventForm.Word:
                document.TextOrNull(name, (uint)count < (uint)member.Words.Count ? member.Words[count] : null);
                break;
            case EventForm.WordSet:
                WordSet(ref document, member, count);
                break;
            case EventForm.Milliseconds:
                document.NumberOrNull(name, count * DurationText.UsPerMs);
                break;
            case EventForm.Seconds:
                document.NumberOrNull(name, count * DurationText.UsPerSecond);
                break;
            default:
                document.NumberOrNull(name, count);
                break;
        }
    }

    private static void WordSet(ref DocumentWriter document, EventMember member, int bits)
    {
        Span<byte> room = stackalloc byte[256];
        ByteWriter words = new(room);
        for (int i = 0; i < member.Words.Count && i < MaxIndexedWords; i++)
        {
            if ((bits & (1 << i)) != 0)
            {
                words.Bytes(words.Length == 0 ? default : " "u8);
                words.Ascii(member.Words[i]);
            }
        }

        document.Sentence(member.NameBytes, words.Written);
    }

    private void Detail(ref DocumentWriter document, ReadOnlySpan<byte> name, in Fact fact)
    {
        ReadOnlySpan<byte> text = _details.Find(fact.Detail, out bool isForeign);
        if (text.IsEmpty)
        {
            document.Null(name);
        }
        else if (isForeign)
        {
            document.Foreign(name, text, ForeignBytes);
        }
        else
        {
            document.Own(name, text);
        }
    }

    private void Fallback(ref DocumentWriter document, ReadOnlySpan<byte> name, in Fact fact)
    {
        if ((uint)fact.Service < (uint)_plan.Services.Length
            && _plan.Services[fact.Service].Fallback is { } fallback)
        {
            document.Endpoint(name, in fallback);
        }
        else
        {
            document.Null(name);
        }
    }
}
