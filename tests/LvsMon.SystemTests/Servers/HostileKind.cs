using System;
using System.Collections.Generic;

namespace LvsMon.SystemTests.Servers;

/// <summary>A check and a way in which what it asks misbehaves; it must fail.</summary>
/// <param name="Name">The name of its virtual service.</param>
/// <param name="Check">The check as it stands behind the word <c>check</c>; <c>{folder}</c> is the folder of the
/// programs.</param>
/// <param name="Down">A regular expression for the reason.</param>
internal sealed record HostileKind(string Name, string Check, string Down)
{
    /// <summary>What its streams do; null for datagrams and programs.</summary>
    public PeerKind? Streams { get; init; }

    /// <summary>What it sends back for a datagram, null for what has none.</summary>
    public Func<byte[], IEnumerable<byte[]>>? Datagrams { get; init; }

    /// <summary>A shell script: the program that the check runs, in a file of the kind's name.</summary>
    public string? Script { get; init; }
}
