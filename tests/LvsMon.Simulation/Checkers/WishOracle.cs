using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Checkers;

/// <summary>What the table must hold once all is calm, as the commands that would make it from nothing.</summary>
internal static class WishOracle
{
    /// <summary>Compares the own services of the table with what they must be.</summary>
    /// <param name="names">The running plan.</param>
    /// <param name="oracle">What is up.</param>
    /// <param name="wasIn">Whether a real server was ever known to be in the table: only those can be held in.</param>
    /// <param name="table">The table.</param>
    /// <param name="orders">What is ordered.</param>
    public static void Compare(
        PlanNames names, VerdictOracle oracle, Func<int, bool> wasIn, SimulatedTable table, OrderOracle orders)
    {
        SimulatedTable wished = new();
        Plan plan = names.Plan;
        for (int s = 0; s < plan.Services.Length; s++)
        {
            foreach (string line in Lines(names, s, oracle, wasIn, table, orders))
            {
                if (!wished.Apply(TableLine.Read(Encoding.ASCII.GetBytes(line))).IsEmpty)
                {
                    throw new InvalidOperationException($"the oracle's own line is refused: {line}");
                }
            }

            TableService wish = wished.Find(names.SelectorOf(s))!;
            Compare(wish, table.Find(names.SelectorOf(s)), plan.Global.KeepExtraReals ? names : null, s);
        }
    }

    private static void Compare(TableService wish, TableService? found, PlanNames? keepsOthers, int service)
    {
        string name = wish.Selector.ToString();
        if (found is null || !found.Settings.Is(wish.Settings.Bytes))
        {
            string what = found?.Settings.ToString() ?? "gone";
            throw new SimulationFailure($"{name} should be {wish.Settings} and is {what}");
        }

        foreach (ref readonly TableEntry entry in wish.Entries)
        {
            int place = found.Find(entry.Endpoint.Bytes);
            if (place < 0 || !found.Entries[place].Same(entry))
            {
                string what = place < 0 ? "gone" : Show(found.Entries[place]);
                throw new SimulationFailure($"{name} {entry.Endpoint} should be {Show(entry)} and is {what}");
            }
        }

        foreach (ref readonly TableEntry entry in found.Entries)
        {
            bool isOther = keepsOthers is not null && keepsOthers.FindReal(service, entry.Endpoint.Bytes) < 0
                && !entry.Endpoint.Is(keepsOthers.Fallbacks[service]);
            if (wish.Find(entry.Endpoint.Bytes) < 0 && !isOther)
            {
                throw new SimulationFailure($"{name} {entry.Endpoint} {Show(entry)} should not be there");
            }
        }
    }

    private static string Show(in TableEntry entry) =>
        $"{entry.Method}{entry.Tunnel} weight {entry.Weight} thresholds {entry.Upper} {entry.Lower}";

    private static IEnumerable<string> Lines(
        PlanNames names,
        int index,
        VerdictOracle oracle,
        Func<int, bool> wasIn,
        SimulatedTable table,
        OrderOracle orders)
    {
        Plan plan = names.Plan;
        ServicePlan service = plan.Services[index];
        string selector = Encoding.ASCII.GetString(names.SelectorOf(index));
        yield return $"-A {selector} {Settings(service)}";
        int[] reals = [.. Enumerable.Range(service.FirstReal, service.RealCount)];
        int[] counted = [.. reals.Where(orders.IsCounted)];
        int missing = service.Floor.For(counted.Length) - counted.Count(oracle.IsUp);
        HashSet<int> held = [.. counted.Where(i => !oracle.IsUp(i) && wasIn(i))
            .OrderByDescending(i => oracle.LastDownOf(i).Order).Take(Math.Max(0, missing))];
        bool carries = false;
        foreach (int i in reals)
        {
            bool carriesNow = oracle.IsUp(i) || held.Contains(i);
            if (orders[i] is OrderKind.Disabled or OrderKind.Drained)
            {
                continue;
            }

            if (carriesNow || service.ActionFor(oracle.LastDownOf(i).Reason) == FailureAction.Quiesce)
            {
                RealPlan real = plan.Reals[i];
                int weight = !carriesNow || orders[i] == OrderKind.Draining ? 0
                    : oracle.IsUp(i) ? orders.Weight(i)
                    : HeldWeight(names, i, oracle, table, orders);
                yield return Line(selector, real.Endpoint, real.Forwarding, weight, real.Upper, real.Lower);
                carries |= carriesNow && orders.Carries(i);
            }
        }

        if (service.Fallback is { } fallback && !carries)
        {
            yield return Line(selector, fallback, service.Forwarding, 1, 0, 0);
        }
    }

    /// <summary>One that fell on its slow start is held with what it had; where that is not sure, as it is.</summary>
    private static int HeldWeight(
        PlanNames names, int real, VerdictOracle oracle, SimulatedTable table, OrderOracle orders)
    {
        int part = oracle.Ramps.Part(real, orders.Weight(real));
        TableService? service = table.Find(names.SelectorOf(names.Plan.Reals[real].Service));
        int place = service?.Find(names.EndpointOf(real)) ?? -1;
        int weight = place < 0 ? part : service!.Entries[place].Weight;
        return oracle.Ramps.Allows(real, weight) ? weight
            : oracle.Ramps.Allows(real, part) ? part
            : orders.Weight(real);
    }

    private static string Settings(ServicePlan service)
    {
        string text = $"-s {service.Scheduler}";
        if (service.Persistence is { } persistence)
        {
            text += $" -p {persistence.TimeoutSeconds}";
            text += persistence.Netmask is 128 or uint.MaxValue ? "" : $" -M {IpAddress.FromV4(persistence.Netmask)}";
        }

        text += service.OnePacket ? " -o" : "";
        return text + (service.SchedulerFlags is null ? "" : $" -b {service.SchedulerFlags}");
    }

    private static string Line(
        string selector, Endpoint endpoint, Forwarding forwarding, int weight, int upper, int lower)
    {
        string method = forwarding switch
        {
            { Method: ForwardingMethod.Nat } => "-m",
            { Method: ForwardingMethod.Direct } => "-g",
            { Tunnel: TunnelType.Gue } => $"-i --tun-type gue --tun-port {forwarding.TunnelPort}",
            _ => "-i",
        };
        return $"-a {selector} -r {endpoint} {method} -w {weight} -x {upper} -y {lower}";
    }
}
