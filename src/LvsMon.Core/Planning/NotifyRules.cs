using System;
using System.Collections.Generic;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>Looks at the programs of <c>notify</c>, each once however many services have its line.</summary>
internal sealed class NotifyRules(IProgramFiles? programs, Diagnostics diagnostics)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    internal NotifyPlan Apply(IReadOnlyList<NotifyLine> lines)
    {
        foreach (NotifyLine line in lines)
        {
            if (programs is null || !_seen.Add(line.Program.Path))
            {
                continue;
            }

            if (programs.Refusal(line.Program) is { } missing)
            {
                diagnostics.Error(PlanningRules.NotifyProgram, line.Span, missing);
            }
            else if (programs.Doubt(line.Program) is { } doubt)
            {
                diagnostics.Warning(PlanningRules.ProgramFile, line.Span, doubt);
            }
        }

        return lines.Count == 0 ? NotifyPlan.None : new NotifyPlan(lines);
    }
}
