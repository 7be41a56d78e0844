using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>One command line of ipvsadm, read.</summary>
internal sealed class IpvsadmRequest
{
    /// <summary>The command: one of <c>A E D a e d C L S R Z</c>, or <c>T</c> for <c>--set</c>.</summary>
    internal char Command { get; set; }

    /// <summary>The options given, by their names in messages.</summary>
    internal HashSet<string> Given { get; } = new(StringComparer.Ordinal);

    /// <summary>The service addressed.</summary>
    internal ServiceKey Key { get; set; }

    /// <summary>Settings for <c>-A</c> and <c>-E</c>.</summary>
    internal MemorySettings Settings { get; set; } = new() { Netmask = uint.MaxValue };

    /// <summary>Scheduler flags as written, null for none.</summary>
    internal string? Flags { get; set; }

    /// <summary>The destination addressed.</summary>
    internal Endpoint Endpoint { get; set; }

    /// <summary>The destination's record: direct routing and weight 1 unless said otherwise.</summary>
    internal Destination Record { get; set; } = new(1, 0, 0, new Forwarding(ForwardingMethod.Direct));

    /// <summary>The three timeouts of <c>--set</c>, seconds; 0 leaves one alone.</summary>
    internal int[] Timeouts { get; set; } = [0, 0, 0];

    /// <summary>True when an option was given.</summary>
    internal bool Has(string option) => Given.Contains(option);
}
