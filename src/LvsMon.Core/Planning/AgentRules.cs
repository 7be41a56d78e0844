using System.Collections.Generic;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>
/// An agent says how much of its weight a real server wants, and nobody else does: it needs a check beside it, and no
/// other agent. Each line of the configuration is told once.
/// </summary>
/// <param name="diagnostics">Where it is told.</param>
internal sealed class AgentRules(Diagnostics diagnostics)
{
    private readonly HashSet<CheckReference> _told = new(ReferenceEqualityComparer.Instance);

    /// <summary>Looks at the checks of a real server.</summary>
    /// <param name="agents">The lines of its agents.</param>
    /// <param name="checks">How many other checks it has.</param>
    internal void Apply(List<CheckReference> agents, int checks)
    {
        if (agents.Count > 1 && _told.Add(agents[1]))
        {
            diagnostics.Error(
                PlanningRules.SecondAgent,
                agents[1].Plugin.Span,
                "a real server has one agent, or two could ask for different weights; keep one of them");
        }

        if (agents.Count == 1 && checks == 0 && _told.Add(agents[0]))
        {
            diagnostics.Error(
                PlanningRules.AgentAlone,
                agents[0].Plugin.Span,
                "an agent does not say whether the service works; write a check beside it, for example \"check tcp\"");
        }
    }
}
