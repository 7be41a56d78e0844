using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>A block whose closing brace has not come yet.</summary>
/// <param name="kind">What may stand in it.</param>
/// <param name="opener">The name of the directive that opened it.</param>
/// <param name="statements">Where its statements go.</param>
internal sealed class OpenBlock(BlockKinds kind, Word opener, List<Statement> statements)
{
    private ulong _seen;

    public BlockKinds Kind { get; } = kind;

    public Word Opener { get; } = opener;

    public List<Statement> Statements { get; } = statements;

    /// <summary>Where its options go, in the block of a check.</summary>
    public OptionLines? Options { get; } = kind == BlockKinds.Check ? new OptionLines() : null;

    /// <summary>Notes a directive that may stand once.</summary>
    /// <returns>False when it was noted before.</returns>
    public bool NoteFirst(DirectiveId id)
    {
        ulong bit = 1UL << (int)id;
        bool first = (_seen & bit) == 0;
        _seen |= bit;
        return first;
    }
}
