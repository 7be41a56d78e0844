using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>
/// A check as written: plugin name and its option words (a named check is already resolved to those). The options are
/// read and the
/// plugin is looked up by <c>Planning</c>.
/// </summary>
public sealed record CheckReference(Word Plugin, IReadOnlyList<Word> Options)
{
    /// <summary>The lines of its block, behind the words; empty without a block.</summary>
    public IReadOnlyList<OptionLine> Lines { get; init; } = [];
}
