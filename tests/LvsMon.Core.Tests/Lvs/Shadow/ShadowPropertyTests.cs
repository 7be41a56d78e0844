using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Shadow;

/// <summary>Random plans, verdicts, peers and faults: a shadow never writes, every disagreement is told once and ends
/// once, and what is open at the end is exactly what differs.</summary>
public sealed class ShadowPropertyTests
{
    private const int Seeds = 200;
    private const int Steps = 60;

    [Fact]
    public void Shadow_AfterAnyStorm_HasWrittenNothingAndTellsTheTruth()
    {
        int disagreements = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            disagreements += Storm(seed);
        }

        disagreements.Should().BeGreaterThan(Seeds, "the storms must have something to tell");
    }

    private static int Storm(int seed)
    {
        Random random = new(seed);
        ShadowRig rig = new(RandomPlan.Next(random, keepExtras: false));
        rig.Start();
        for (int step = 0; step < Steps && rig.Plan.Reals.Length > 0; step++)
        {
            Step(rig, random);
        }

        rig.Runner.Calm();
        rig.Pass(30);
        for (int real = 0; real < rig.Plan.Reals.Length; real++)
        {
            if (!rig.Plan.Reals[real].Unmonitored)
            {
                rig.Up(real);
            }
        }

        string[] wanted = Expected(rig.Plan);
        foreach (string service in wanted.Where(line => line.StartsWith("-A", StringComparison.Ordinal)))
        {
            // In a service that is missing the real servers are not asked about.
            rig.Runner.Operator(service);
        }

        rig.Pass(30);
        ShouldAlternate(rig, seed);
        Open(rig).Should().Be(Differing(rig, wanted), "seed {0}", seed);
        rig.Runner.Operator("-C");
        rig.Peer(wanted).Pass(5);
        Open(rig).Should().Be(0, "seed {0}", seed);
        rig.Runner.Restores.Should().Be(0, "seed {0}", seed);
        return rig.Disagreements.Count;
    }

    private static void Step(ShadowRig rig, Random random)
    {
        int real = random.Next(rig.Plan.Reals.Length);
        switch (random.Next(8))
        {
            case 0:
                rig.Runner.Script((IpvsadmFault)random.Next((int)IpvsadmFault.Undying));
                break;
            case 1 or 2:
                Meddle(rig, random);
                break;
            case 3:
                rig.Pass(random.Next(100) / 10.0);
                break;
            case 4:
                rig.Runner.Turns = random.Next(3);
                break;
            default:
                if (rig.Plan.Reals[real].Unmonitored)
                {
                    break;
                }

                _ = random.Next(2) == 0 ? rig.Up(real) : rig.Down(real);
                break;
        }

        if (random.Next(2) == 0)
        {
            rig.Pass(random.Next(40) / 10.0);
        }
    }

    /// <summary>The peer does as its table says, mostly with what the plan names.</summary>
    private static void Meddle(ShadowRig rig, Random random)
    {
        ServicePlan service = rig.Plan.Services[random.Next(rig.Plan.Services.Length)];
        string selector = WishOracle.Selector(service.Key);
        if (service.RealCount == 0)
        {
            rig.Runner.Operator($"-A {selector} -s {service.Scheduler}");
            return;
        }

        RealPlan real = rig.Plan.Reals[service.FirstReal + random.Next(service.RealCount)];
        rig.Runner.Operator(random.Next(5) switch
        {
            0 => $"-A {selector} -s {service.Scheduler}",
            1 => $"-D {selector}",
            2 => $"-a {selector} -r {real.Endpoint} -m -w {real.Weight}",
            3 => $"-a {selector} -r {(service.Key.IsV6 ? "[2001:db8::99]" : "10.1.0.99")}:{real.Endpoint.Port} -m",
            _ => $"-d {selector} -r {real.Endpoint}",
        });
    }

    /// <summary>By entry: told, ended, told, and so on.</summary>
    private static void ShouldAlternate(ShadowRig rig, int seed)
    {
        Dictionary<(int, int, string), FactKind> last = [];
        foreach ((Fact fact, string text) in rig.Told.All)
        {
            if (fact.Kind is not (FactKind.Disagree or FactKind.Agree) || fact.Service < 0)
            {
                continue;
            }

            string entry = text.StartsWith("fallback", StringComparison.Ordinal) ? "fallback"
                : text.EndsWith("not in the configuration", StringComparison.Ordinal) ? "extras" : "";
            FactKind before = last.GetValueOrDefault((fact.Service, fact.Real, entry), FactKind.Agree);
            before.Should().NotBe(fact.Kind, "seed {0}: {1} {2} {3}", seed, fact.Service, fact.Real, entry);
            last[(fact.Service, fact.Real, entry)] = fact.Kind;
        }
    }

    private static int Open(ShadowRig rig) => rig.Told.All.Sum(told => told.Fact.Kind switch
    {
        FactKind.Disagree => told.Fact.Service < 0 ? told.Fact.B : 1,
        FactKind.Agree => told.Fact.Service < 0 ? -told.Fact.B : -1,
        _ => 0,
    });

    /// <summary>All are up: the whole plan, as commands.</summary>
    private static string[] Expected(Plan plan)
    {
        WishOracle oracle = new();
        for (int real = 0; real < plan.Reals.Length; real++)
        {
            oracle.Up(plan, real);
        }

        return [.. oracle.Expected(plan).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Entries that differ, found by comparing lines: each of the plan's, and all others of a service as
    /// one.</summary>
    private static int Differing(ShadowRig rig, string[] wanted)
    {
        HashSet<string> found = [.. rig.Runner.Table.ToRestoreText().Split('\n')];
        HashSet<string> ids = [.. wanted.Select(IdOf)];
        int extras = found.Where(line => line.StartsWith("-a", StringComparison.Ordinal) && !ids.Contains(IdOf(line)))
            .Select(line => line.Split(" -r ")[0]).Distinct().Count();
        return wanted.Count(line => !found.Contains(line)) + extras;
    }

    private static string IdOf(string line) =>
        string.Join(' ', line.Split(' ').TakeWhile(word => word is not ("-m" or "-g" or "-i")));
}
