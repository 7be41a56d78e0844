using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>The lines of a check's block; includes inside it add to them.</summary>
internal sealed class OptionLines
{
    public List<OptionLine> Lines { get; } = [];

    /// <summary>A mistake in a line is reported already: the check as a whole counts for nothing.</summary>
    public bool IsDamaged { get; set; }
}
