using System.Collections.Generic;
using System.Globalization;

namespace LvsMon.Core.Planning;

/// <summary>A change of the plan for people: a line a virtual service or real server that comes (<c>+</c>), goes
/// (<c>-</c>) or is another one now (<c>~</c>), in the order of the new plan, what goes at the end.</summary>
public static class PlanChangeText
{
    /// <summary>The lines; none when nothing changes that has one. Set-up only.</summary>
    public static IReadOnlyList<string> Lines(PlanChange change)
    {
        List<string> lines = [];
        for (int service = 0; service < change.New.Services.Length; service++)
        {
            AddService(change, service, lines);
        }

        HashSet<int> kept = [.. change.OldReal];
        HashSet<int> keptServices = [.. change.OldService];
        for (int service = 0; service < change.Old.Services.Length; service++)
        {
            ServicePlan old = change.Old.Services[service];
            if (!keptServices.Contains(service))
            {
                lines.Add($"- {old.Name}  {old.Key}");
            }

            for (int real = old.FirstReal; real < old.FirstReal + old.RealCount; real++)
            {
                if (!kept.Contains(real))
                {
                    lines.Add($"- {old.Name} {Show(change.Old.Reals[real])}");
                }
            }
        }

        return lines;
    }

    private static void AddService(PlanChange change, int service, List<string> lines)
    {
        ServicePlan plan = change.New.Services[service];
        int before = change.OldService[service];
        if (before < 0)
        {
            lines.Add($"+ {plan.Name}  {plan.Key}");
        }
        else if (!IsSame(change.Old.Services[before], plan))
        {
            lines.Add($"~ {plan.Name}  {plan.Key}");
        }

        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            AddReal(change, real, plan.Name, lines);
        }
    }

    private static void AddReal(PlanChange change, int real, string service, List<string> lines)
    {
        RealPlan plan = change.New.Reals[real];
        if (change.OldReal[real] is not (>= 0 and int before))
        {
            lines.Add($"+ {service} {Show(plan)}");
            return;
        }

        RealPlan old = change.Old.Reals[before];
        if (old.Weight != plan.Weight)
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"~ {service} {plan.Endpoint} weight {old.Weight} -> {plan.Weight}"));
        }
        else if (change.IsChanged[real])
        {
            lines.Add($"~ {service} {plan.Endpoint} settings or checks");
        }
    }

    private static bool IsSame(ServicePlan old, ServicePlan plan) =>
        old with { FirstReal = plan.FirstReal, RealCount = plan.RealCount } == plan;

    private static string Show(RealPlan real) =>
        string.Create(CultureInfo.InvariantCulture, $"{real.Endpoint} weight {real.Weight}");
}
