using System.Collections.Generic;
using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>A virtual service while its block is read.</summary>
internal sealed class ServiceDraft(Statement statement, ServiceKey? key)
{
    /// <summary>Its first line.</summary>
    public Statement Statement { get; } = statement;

    /// <summary>Its identity; null when its first line is wrong.</summary>
    public ServiceKey? Key { get; } = key;

    /// <summary>What its block sets of the things that other blocks may set too.</summary>
    public ServiceLayer Layer { get; } = new();

    /// <summary>The name as written, null without.</summary>
    public Word? Name { get; set; }

    public string? ServiceSet { get; set; }

    public Persistence? Persistence { get; set; }

    public bool OnePacket { get; set; }

    public Floor Floor { get; set; }

    /// <summary>Where a floor is written, unless it is off.</summary>
    public SourceSpan? FloorSpan { get; set; }

    /// <summary>The fallback; null when there is none or its line is wrong.</summary>
    public Endpoint? Fallback { get; set; }

    /// <summary>Where a fallback is written, unless it is off.</summary>
    public Word? FallbackWord { get; set; }

    /// <summary>The forwarding method after defaults; null when the line that sets it is wrong.</summary>
    public Forwarding? Forward { get; set; }

    /// <summary>The checks after defaults.</summary>
    public IReadOnlyList<CheckReference> Checks { get; set; } = [];

    /// <summary>Whether any one of the checks is enough, after defaults.</summary>
    public bool RequiresAny { get; set; }

    /// <summary>The timing of the real servers without their own; null until one needs it.</summary>
    public Timing? Timing { get; set; }

    /// <summary>The lines of the real servers read so far, right and wrong.</summary>
    public int RealLines { get; set; }

    public List<RealServerSettings> Reals { get; } = [];

    /// <summary>The line where each real server stands, for those that stand twice.</summary>
    public Dictionary<Endpoint, int> LineOfReal { get; } = [];

    /// <summary>Makes room for that many real servers.</summary>
    public void Expect(int reals)
    {
        Reals.Capacity = reals;
        LineOfReal.EnsureCapacity(reals);
    }
}
