namespace LvsMon.Checks.Http;

/// <summary>
/// Takes chunks apart (RFC 9112 §7.1). Here only CR LF ends a line (§2.2 lets LF alone stand in the start line and in
/// fields). Extensions are skipped; blanks after a size are taken, old servers pad with them. The content is whole at
/// the last chunk's size line, so trailers are never read.
/// </summary>
internal struct ChunkReader
{
    /// <summary>Larger sizes are as good as endless; no cap is near it.</summary>
    private const int SizeLimit = 1 << 30;

    private int _left;
    private ChunkPhase _phase;

    /// <summary>Takes the next byte; <see cref="ReadStep.End"/> at the end of the last chunk's size line.</summary>
    internal ReadStep Take(byte value)
    {
        switch (_phase)
        {
            case ChunkPhase.Size:
                return TakeDigit(value) ? ReadStep.More : ReadStep.Malformed;
            case ChunkPhase.SizeGoesOn:
                return TakeDigit(value) ? ReadStep.More : TakeAfterSize(value);
            case ChunkPhase.Blanks:
                return TakeAfterSize(value);
            case ChunkPhase.Extension:
                return TakeExtension(value);
            case ChunkPhase.SizeLineFeed:
                return TakeSizeLineFeed(value);
            case ChunkPhase.Data:
                _left--;
                _phase = _left == 0 ? ChunkPhase.DataReturn : ChunkPhase.Data;
                return ReadStep.Content;
            case ChunkPhase.DataReturn:
                return Go(value == HttpBytes.Cr, ChunkPhase.DataLineFeed);
            default:
                return Go(value == HttpBytes.Lf, ChunkPhase.Size);
        }
    }

    private bool TakeDigit(byte value)
    {
        int digit = HttpBytes.HexValue(value);
        if (digit < 0)
        {
            return false;
        }

        _left = _left >= SizeLimit / 16 ? SizeLimit : (_left * 16) + digit;
        _phase = ChunkPhase.SizeGoesOn;
        return true;
    }

    private ReadStep TakeAfterSize(byte value) => value switch
    {
        HttpBytes.Cr => Go(true, ChunkPhase.SizeLineFeed),
        (byte)';' => Go(true, ChunkPhase.Extension),
        _ => Go(HttpBytes.IsBlank(value), ChunkPhase.Blanks),
    };

    private ReadStep TakeExtension(byte value) => value == HttpBytes.Cr
        ? Go(true, ChunkPhase.SizeLineFeed)
        : Go(HttpBytes.IsText(value), ChunkPhase.Extension);

    private ReadStep TakeSizeLineFeed(byte value)
    {
        if (value != HttpBytes.Lf)
        {
            return ReadStep.Malformed;
        }

        _phase = ChunkPhase.Data;
        return _left == 0 ? ReadStep.End : ReadStep.More;
    }

    private ReadStep Go(bool right, ChunkPhase next)
    {
        _phase = next;
        return right ? ReadStep.More : ReadStep.Malformed;
    }
}
