using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// Matches the first line, without its line end, against a pattern. It is matched once, when the line is whole, has 4
/// kB or the stream ends: matching what happens to have arrived would make the verdict depend on the split.
/// </summary>
internal sealed class FirstLineProgram : ByteProgram<FirstLineState>
{
    private readonly TextPattern _pattern;

    internal FirstLineProgram(string identity, int maxBytes, TextPattern pattern)
        : base(identity, maxBytes)
    {
        _pattern = pattern;
    }

    /// <inheritdoc/>
    public override int BufferBytes => TextPattern.MaxBytes;

    /// <inheritdoc/>
    protected override CheckResult Take(ref FirstLineState state, byte value, Span<byte> buffer)
    {
        buffer[state.Taken - 1] = value;
        return value == '\n' || state.Taken == TextPattern.MaxBytes ? Judge(state, buffer) : Undecided;
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref FirstLineState state, ReadOnlySpan<byte> buffer) =>
        state.Taken == 0 ? ClosedEarly : Judge(state, buffer);

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref FirstLineState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer)
    {
        ReadOnlySpan<byte> line = Line(state, buffer);
        return line[..Math.Min(line.Length, Preview.Bytes)];
    }

    private CheckResult Judge(FirstLineState state, ReadOnlySpan<byte> buffer) =>
        new(_pattern.Match(Line(state, buffer)));

    private static ReadOnlySpan<byte> Line(FirstLineState state, ReadOnlySpan<byte> buffer)
    {
        ReadOnlySpan<byte> line = buffer[..state.Taken];
        if (line.EndsWith("\n"u8))
        {
            line = line[..^1];
        }

        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }
}
