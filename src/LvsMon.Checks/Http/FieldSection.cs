using System;

namespace LvsMon.Checks.Http;

/// <summary>
/// Reads the header section up to and with its blank line (RFC 9112 §5). A name is a token with the colon right behind
/// it; a value has no controls but HTAB; a line that begins with a blank goes on with the value before it (§5.2),
/// except right after the status line (§2.2). CR LF or LF ends a line, a CR alone does not.
/// </summary>
internal struct FieldSection
{
    private FieldPhase _phase;

    /// <summary>Takes the next byte; what matters for the body goes to <paramref name="framing"/>.</summary>
    internal ReadStep Take(byte value, ref Framing framing)
    {
        switch (_phase)
        {
            case FieldPhase.First:
            case FieldPhase.LineStart:
                return TakeLineStart(value, ref framing);
            case FieldPhase.Name:
                return TakeName(value, ref framing);
            case FieldPhase.Value:
                return TakeValue(value, ref framing);
            case FieldPhase.LineFeed:
                return Go(value == HttpBytes.Lf, FieldPhase.LineStart);
            default:
                framing.EndValue();
                return value == HttpBytes.Lf ? ReadStep.End : ReadStep.Malformed;
        }
    }

    /// <summary>
    /// Takes a field line at once if it is whole and right; only at its beginning.
    /// </summary>
    /// <returns>Its length with its end, or 0.</returns>
    internal int TakeLine(ReadOnlySpan<byte> bytes, ref Framing framing)
    {
        if (_phase is not (FieldPhase.First or FieldPhase.LineStart))
        {
            return 0;
        }

        int colon = HttpBytes.TokenEnd(bytes);
        if (colon == 0 || colon == bytes.Length || bytes[colon] != ':')
        {
            return 0;
        }

        int end = HttpBytes.TextEnd(bytes, colon + 1);
        int length = HttpBytes.LineEnd(bytes, end);
        if (length == 0)
        {
            return 0;
        }

        framing.TakeLine(bytes[..colon], bytes[(colon + 1)..end]);
        _phase = FieldPhase.LineStart;
        return end + length;
    }

    private ReadStep TakeLineStart(byte value, ref Framing framing)
    {
        if (value == HttpBytes.Cr)
        {
            return Go(true, FieldPhase.BlankLineFeed);
        }

        if (HttpBytes.IsBlank(value))
        {
            framing.TakeValue(HttpBytes.Space);
            return Go(_phase == FieldPhase.LineStart, FieldPhase.Value);
        }

        framing.EndValue();
        if (value == HttpBytes.Lf)
        {
            return ReadStep.End;
        }

        framing.BeginName();
        framing.TakeName(value);
        return Go(HttpBytes.IsToken(value), FieldPhase.Name);
    }

    private ReadStep TakeName(byte value, ref Framing framing)
    {
        if (value == ':')
        {
            framing.EndName();
            return Go(true, FieldPhase.Value);
        }

        framing.TakeName(value);
        return Go(HttpBytes.IsToken(value), FieldPhase.Name);
    }

    private ReadStep TakeValue(byte value, ref Framing framing)
    {
        switch (value)
        {
            case HttpBytes.Cr:
                return Go(true, FieldPhase.LineFeed);
            case HttpBytes.Lf:
                return Go(true, FieldPhase.LineStart);
            default:
                framing.TakeValue(value);
                return Go(HttpBytes.IsText(value), FieldPhase.Value);
        }
    }

    private ReadStep Go(bool right, FieldPhase next)
    {
        _phase = next;
        return right ? ReadStep.More : ReadStep.Malformed;
    }
}
