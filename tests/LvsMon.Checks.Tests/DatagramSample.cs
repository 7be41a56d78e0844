using System;
using System.Linq;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tests;

/// <summary>What a check over datagrams gets, and what it makes of it.</summary>
/// <param name="Options">The check's options.</param>
/// <param name="Datagrams">What arrives, one after the other.</param>
/// <param name="Reason">The result's reason, or <see cref="CheckReason.None"/> while it waits for more.</param>
/// <param name="Evidence">What the result shows, null for whatever.</param>
public sealed record DatagramSample(
    string[] Options, byte[][] Datagrams, CheckReason Reason, string? Evidence = null)
{
    /// <summary>The number that the attempt is given.</summary>
    public const uint Nonce = 0x5EED_BEEF;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join(' ', Options)} with {string.Join(", ", Datagrams.Select(Convert.ToHexString))}";
}
