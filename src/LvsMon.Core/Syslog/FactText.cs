using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>
/// Writes facts as lines for people: printable ASCII, one line, at most <see cref="MaxBytes"/>, the sequence number
/// always at the end. Bound to the plan whose indexes the facts carry; writing does not allocate.
/// </summary>
public sealed class FactText
{
    /// <summary>Longest line, bytes; a longer one is cut before its sequence number.</summary>
    public const int MaxBytes = 480;

    /// <summary>Room for <c>; seq </c> and 20 characters of number.</summary>
    private const int TailBytes = 26;

    private readonly FactWords _words;

    /// <summary>Makes the writer for a plan; set-up only.</summary>
    public FactText(Plan plan, DetailPool details)
    {
        _words = new FactWords(plan, details);
    }

    /// <summary>Writes the line of a fact.</summary>
    /// <param name="fact">A fact of a kind that stands in <see cref="LogCatalogue"/>.</param>
    /// <param name="text">At least <see cref="MaxBytes"/> long.</param>
    /// <returns>The line's length; 0 for a kind that has no line.</returns>
    public int Write(in Fact fact, Span<byte> text)
    {
        if (LogCatalogue.Of(fact.Kind) is not { } entry)
        {
            return 0;
        }

        ByteWriter line = new(text[..(MaxBytes - TailBytes)]);
        line.Ascii(entry.Word);
        Body(ref line, in fact);
        ByteWriter tail = new(text.Slice(line.Length, TailBytes));
        tail.Bytes("; seq "u8);
        tail.Number(fact.Sequence);
        return line.Length + tail.Length;
    }

    private void Body(ref ByteWriter line, in Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Down:
            case FactKind.Up:
            case FactKind.Held:
            case FactKind.Released:
            case FactKind.Inconclusive:
            case FactKind.Flapping:
            case FactKind.SlowStart:
            case FactKind.Weighted:
            case FactKind.CertificateEnds:
            case FactKind.CertificateRenewed:
                RealLines.Write(ref line, in fact, _words);
                break;
            case FactKind.Ordered:
            case FactKind.Drained:
            case FactKind.OrdersUnsaved:
            case FactKind.OrdersUnread:
                OrderLines.Write(ref line, in fact, _words);
                break;
            case FactKind.Empty:
            case FactKind.Served:
            case FactKind.Blind:
            case FactKind.Seeing:
                ServiceLines.Write(ref line, in fact, _words);
                break;
            case FactKind.Table:
            case FactKind.OutOfStep:
            case FactKind.InStep:
            case FactKind.Drift:
            case FactKind.Adopted:
            case FactKind.Disowned:
            case FactKind.OwnedUnsaved:
            case FactKind.Fight:
            case FactKind.Disagree:
            case FactKind.Agree:
                TableLines.Write(ref line, in fact, _words);
                break;
            case FactKind.SettingSet:
            case FactKind.SettingNotSet:
            case FactKind.SettingNotRead:
            case FactKind.Caution:
            case FactKind.TimeoutSet:
            case FactKind.TimeoutNotSet:
                KernelLines.Write(ref line, in fact, _words);
                break;
            case FactKind.NoLock:
            case FactKind.NoControl:
            case FactKind.NoNotices:
            case FactKind.NotPinned:
            case FactKind.NoSessions:
            case FactKind.SessionsAgain:
            case FactKind.NoEvents:
            case FactKind.EventsAgain:
            case FactKind.NoMetrics:
                AbsenceLines.Write(ref line, in fact, _words);
                break;
            case FactKind.NotifyFailed:
            case FactKind.NotifyBack:
                NotifyLines.Write(ref line, in fact, _words);
                break;
            default:
                DaemonLines.Write(ref line, in fact, _words);
                break;
        }
    }
}
