using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Lvs.Shadow;

/// <summary>Hands the lines of a batch over, one a call, to a place that may be full: then it goes on later, and the
/// next batch waits. Where nobody takes lines any more they are dropped.</summary>
internal sealed class LinePrinter
{
    /// <summary>Most lines in one turn, so that a large table does not hold up the checks.</summary>
    internal const int LinesPerTurn = 64;

    /// <summary>Pause after a line that was not taken.</summary>
    internal const long RetryUs = 100_000;

    private readonly ILineSocket _lines;
    private byte[] _text = [];
    private int _at;
    private int _end;

    internal LinePrinter(ILineSocket lines)
    {
        _lines = lines;
    }

    /// <summary>True while lines of the last batch wait.</summary>
    internal bool IsBusy => _at < _end;

    /// <summary>Takes the next batch, which must stay as it is until it is printed; only while not <see
    /// cref="IsBusy"/>.</summary>
    internal void Take(byte[] text, int length)
    {
        _text = text;
        _at = 0;
        _end = length;
    }

    /// <summary>Prints what is taken.</summary>
    /// <returns>When to be called again, or the largest time when all is printed.</returns>
    internal long Flush(long nowUs)
    {
        for (int i = 0; i < LinesPerTurn && IsBusy; i++)
        {
            ReadOnlySpan<byte> rest = _text.AsSpan(_at, _end - _at);
            int length = rest.IndexOf((byte)'\n');
            if (_lines.Send(rest[..length]) == OsError.WouldBlock)
            {
                return nowUs + RetryUs;
            }

            _at += length + 1;
        }

        return IsBusy ? nowUs : long.MaxValue;
    }
}
