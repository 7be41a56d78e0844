using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tests;

/// <summary>An answer and what a check makes of it.</summary>
/// <param name="Options">The words after the check's name.</param>
/// <param name="Answer">The bytes as Latin-1 text.</param>
/// <param name="Closes">True when the peer ends the stream after them.</param>
/// <param name="Reason">The result; <see cref="CheckReason.None"/> when more is needed.</param>
/// <param name="Number">The number of the result.</param>
public sealed record CheckSample(string[] Options, string Answer, bool Closes, CheckReason Reason, short Number = 0)
{
    /// <summary>The evidence as Latin-1 text when the answer comes whole, null for any.</summary>
    public string? Evidence { get; init; }

    /// <summary>The result.</summary>
    public CheckResult Result => new(Reason, Number);

    /// <inheritdoc/>
    public override string ToString()
    {
        string answer = Answer.Replace("\r\n", "|", StringComparison.Ordinal);
        return $"{string.Join(' ', Options)} <- {answer[..Math.Min(answer.Length, 100)]}";
    }
}
