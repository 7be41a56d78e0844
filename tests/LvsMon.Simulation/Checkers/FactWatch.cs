using System;
using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Checkers;

/// <summary>The first listener: numbers without a gap, and each fact to whoever can tell whether it is true.</summary>
internal sealed class FactWatch : IFactSink
{
    /// <summary>How many of the newest facts are kept.</summary>
    public const int Kept = 4096;

    private readonly Fact[] _facts = new Fact[Kept];
    private readonly int[] _counts = new int[256];

    /// <summary>Takes a fact after its number was looked at.</summary>
    public Action<Fact> Listener { get; set; } = _ => { };

    /// <summary>The number of the newest fact.</summary>
    public long Sequence { get; private set; }

    /// <summary>All facts so far as one number: two runs that agree in it were told the same.</summary>
    public ulong Digest { get; private set; } = 14695981039346656037;

    /// <summary>Lines that were told to be lost.</summary>
    public long LostLines { get; private set; }

    /// <summary>How many facts of a kind there were.</summary>
    public int Count(FactKind kind) => _counts[(int)kind];

    /// <summary>A recent fact by its number: true contents for the last <see cref="Kept"/>.</summary>
    public ref readonly Fact FactOf(long sequence) => ref _facts[sequence % Kept];

    /// <summary>A new daemon begins to count.</summary>
    public void Begin()
    {
        Sequence = 0;
        LostLines = 0;
        Array.Clear(_counts);
    }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        bool isSilent = fact.Kind is FactKind.Confirmed or FactKind.Ramped or FactKind.Sessions
            or FactKind.SetSessions or FactKind.ServiceSessions or FactKind.RealSessions;
        if (fact.Sequence != (isSilent ? 0 : Sequence + 1))
        {
            throw new SimulationFailure($"fact {fact.Sequence} follows {Sequence}");
        }

        if (!isSilent)
        {
            _facts[++Sequence % Kept] = fact;
        }

        _counts[(int)fact.Kind]++;
        LostLines += fact.Kind == FactKind.LinesLost ? fact.A : 0;
        Digest = Mix(Digest, fact);
        Listener(fact);
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts) => long.MaxValue;

    /// <summary>Adds a fact to a digest (FNV-1a over its fields).</summary>
    internal static ulong Mix(ulong digest, in Fact fact)
    {
        digest = (digest ^ ((ulong)fact.Kind | ((ulong)(uint)fact.Real << 8))) * 1099511628211;
        digest = (digest ^ (ulong)fact.TimeUs) * 1099511628211;
        digest = (digest ^ ((ulong)(uint)fact.A | ((ulong)(uint)fact.B << 32))) * 1099511628211;
        return (digest ^ ((ulong)(uint)fact.Service | ((ulong)fact.Reason << 32))) * 1099511628211;
    }
}
