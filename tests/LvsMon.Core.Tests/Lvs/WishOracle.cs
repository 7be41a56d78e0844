using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs.Memory;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>
/// Says what the table must hold once all is calm and every real server has a verdict. Written apart from the product:
/// by sorting and filtering lists, and as commands that a fresh ipvsadm carries out.
/// </summary>
internal sealed class WishOracle
{
    private readonly Dictionary<(ServiceKey, Endpoint), Health> _health = [];
    private int _downs;

    public bool HasVerdict(Plan plan, int real) => Of(plan, real).Up is not null;

    public bool IsUp(Plan plan, int real) => Of(plan, real).Up == true;

    public void Up(Plan plan, int real) => _health[Id(plan, real)] = new Health(true, default, 0, true);

    public void Down(Plan plan, int real, CheckReason reason) =>
        _health[Id(plan, real)] = Of(plan, real) with { Up = false, Reason = reason, Order = ++_downs };

    public void WasIn(Plan plan, int real) => _health[Id(plan, real)] = Of(plan, real) with { WasIn = true };

    /// <summary>What is no longer in the plan is new when it returns; what was assumed up goes on as up.</summary>
    public void Follow(Plan old, Plan plan)
    {
        HashSet<(ServiceKey, Endpoint)> assumed =
            [.. Enumerable.Range(0, old.Reals.Length).Where(i => old.Reals[i].Unmonitored).Select(i => Id(old, i))];
        for (int real = 0; real < plan.Reals.Length; real++)
        {
            if (!plan.Reals[real].Unmonitored && assumed.Contains(Id(plan, real)))
            {
                Up(plan, real);
            }
        }

        HashSet<(ServiceKey, Endpoint)> ids = [.. Enumerable.Range(0, plan.Reals.Length).Select(i => Id(plan, i))];
        foreach ((ServiceKey, Endpoint) id in _health.Keys.Where(id => !ids.Contains(id)).ToList())
        {
            _health.Remove(id);
        }
    }

    /// <summary>The owned services in the form of <see cref="MemoryIpvsadm.ToRestoreText"/>.</summary>
    public string Expected(Plan plan)
    {
        MemoryIpvsadm table = new();
        StringBuilder lines = new();
        for (int s = 0; s < plan.Services.Length; s++)
        {
            Add(plan, plan.Services[s], lines);
        }

        table.Run(lines.ToString(), "-R");
        return table.ToRestoreText();
    }

    private void Add(Plan plan, ServicePlan service, StringBuilder lines)
    {
        string selector = Selector(service.Key);
        lines.Append($"-A {selector} -s {service.Scheduler}");
        if (service.Persistence is { } persistence)
        {
            lines.Append($" -p {persistence.TimeoutSeconds} -M ");
            lines.Append(service.Key.IsV6
                ? $"{persistence.Netmask}"
                : $"{IpAddress.FromV4(persistence.Netmask)}");
        }

        lines.Append(service.OnePacket ? " -o" : "");
        lines.Append(service.SchedulerFlags is null ? "" : $" -b {service.SchedulerFlags}").Append('\n');
        int[] reals = [.. Enumerable.Range(service.FirstReal, service.RealCount)];
        int[] counted = [.. reals.Where(i => plan.Reals[i] is { Weight: > 0, Unmonitored: false })];
        int missing = service.Floor.For(counted.Length) - counted.Count(i => IsUp(plan, i));
        HashSet<int> held = [.. counted.Where(i => !IsUp(plan, i) && Of(plan, i).WasIn)
            .OrderByDescending(i => Of(plan, i).Order).Take(System.Math.Max(0, missing))];
        bool carries = false;
        foreach (int i in reals)
        {
            bool carriesNow = plan.Reals[i].Unmonitored || IsUp(plan, i) || held.Contains(i);
            bool quiesced = service.ActionFor(Of(plan, i).Reason) == FailureAction.Quiesce;
            if (carriesNow || quiesced)
            {
                lines.Append(Line(selector, plan.Reals[i], carriesNow ? plan.Reals[i].Weight : 0));
                carries |= carriesNow && plan.Reals[i].Weight > 0;
            }
        }

        lines.Append(service.Fallback is { } fallback && !carries ? $"-a {selector} -r {fallback} -m\n" : "");
    }

    private static string Line(string selector, RealPlan real, int weight)
    {
        string method = real.Forwarding.Method switch
        {
            ForwardingMethod.Nat => "-m",
            ForwardingMethod.Direct => "-g",
            _ => real.Forwarding.Tunnel switch
            {
                TunnelType.Gue => $"-i --tun-type gue --tun-port {real.Forwarding.TunnelPort}",
                TunnelType.Gre => "-i --tun-type gre",
                _ => "-i",
            },
        };
        return $"-a {selector} -r {real.Endpoint} {method} -w {weight} -x {real.Upper} -y {real.Lower}\n";
    }

    public static string Selector(ServiceKey key) => key.Protocol switch
    {
        ServiceProtocol.FirewallMark => $"-f {key.Mark}{(key.IsV6 ? " -6" : "")}",
        ServiceProtocol.Udp => $"-u {key.Virtual}",
        ServiceProtocol.Sctp => $"--sctp-service {key.Virtual}",
        _ => $"-t {key.Virtual}",
    };

    private static (ServiceKey, Endpoint) Id(Plan plan, int real) =>
        (plan.Services[plan.Reals[real].Service].Key, plan.Reals[real].Endpoint);

    private Health Of(Plan plan, int real) =>
        _health.GetValueOrDefault(Id(plan, real), new Health(null, default, 0, false));

    private sealed record Health(bool? Up, CheckReason Reason, int Order, bool WasIn);
}
