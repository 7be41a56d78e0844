using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;

namespace LvsMon.Core.Tests.Config;

/// <summary>The tables of <c>docs/reference/config.md</c> as the catalogues give them.</summary>
internal static class ReferencePage
{
    private static readonly (BlockKinds Kind, string Name)[] Blocks =
    [
        (BlockKinds.Top, "top"),
        (BlockKinds.Global, "global"),
        (BlockKinds.Defaults, "defaults"),
        (BlockKinds.Virtual, "virtual"),
        (BlockKinds.Real, "real"),
    ];

    public static string Directives()
    {
        StringBuilder text = new();
        text.Append("| Directive | In | Syntax | Unit of a bare number | Default | Range | What it does |\n");
        text.Append("|---|---|---|---|---|---|---|\n");
        foreach (Directive directive in DirectiveCatalogue.All)
        {
            string blocks = directive.Blocks == BlockKinds.Anywhere
                ? "anywhere"
                : string.Join(", ", Blocks.Where(b => (directive.Blocks & b.Kind) != 0).Select(b => b.Name));
            IEnumerable<string> cells =
            [
                $"`{directive.Name}`", blocks, $"`{directive.Syntax}`", directive.Unit, directive.Default,
                directive.Range, directive.Summary,
            ];
            IEnumerable<string> escaped = cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal));
            text.Append("| ").AppendJoin(" | ", escaped).Append(" |\n");
        }

        return text.ToString();
    }

    public static string Rules() => string.Join("\n", ConfigRules.All.Select(rule => $"`{rule}`")) + "\n";
}
