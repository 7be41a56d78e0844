using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>Random plans, verdicts, reloads, operators, rivals and faults; then calm: the table is what it must be, at
/// once or, after a fight, within the hour; what is not ours is byte for byte as it was, and nothing more is
/// written.</summary>
public sealed class KeeperPropertyTests
{
    private const int Seeds = 500;
    private const int Steps = 60;
    private const long Reconcile = 30 * KeeperRig.Second;

    private static readonly string[] Foreign =
    [
        "-A -t 10.7.0.1:80 -s wlc -p 77 -M 255.255.0.0", "-a -t 10.7.0.1:80 -r 10.1.0.1:80 -m -w 70000 -x 9 -y 3",
        "-A -f 99 -s rr", "-a -f 99 -r 10.1.0.2:0 -g", "-A -f 99 -6 -s rr", "-A -t 10.0.0.1:8443 -s sh -b sh-port",
    ];

    [Fact]
    public void Keeper_AfterAnyStorm_ConvergesAndTouchesNothingForeign()
    {
        int fights = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            fights += AssertConverges(seed) > 0 ? 1 : 0;
        }

        fights.Should().BeInRange(Seeds / 4, Seeds * 9 / 10, "storms with fights and storms without");
    }

    /// <returns>Fights told.</returns>
    private static int AssertConverges(int seed)
    {
        Random random = new(seed);
        bool keep = random.Next(3) == 0;
        MemoryStateFile owned = new();
        KeeperRig rig = new(RandomPlan.Next(random, keep), owned: owned);
        foreach (string line in Foreign)
        {
            rig.Runner.Operator(line).Code.Should().Be(0);
        }

        WishOracle oracle = new();
        for (int i = random.Next(8); i > 0; i--)
        {
            Meddle(rig, random);
        }

        string foreign = Lines(rig, ours: false);
        rig.Start();
        NoteFound(rig, oracle);
        RepairCheck repairs = new(rig, seed);
        for (int step = 0; step < Steps; step++)
        {
            Step(rig, oracle, random, keep, repairs);
        }

        Lines(rig, ours: false).Should().Be(foreign, "seed {0}: foreign services are not ours", seed);
        Calm(rig, oracle, random);
        Check(rig, oracle, foreign, seed, keep);
        repairs.Check();
        return rig.Told.Count(FactKind.Fight);
    }

    private static void Step(KeeperRig rig, WishOracle oracle, Random random, bool keep, RepairCheck repairs)
    {
        switch (random.Next(13))
        {
            case 0:
                rig.Turn();
                NoteFound(rig, oracle);
                repairs.Check();
                Plan old = rig.Plan;
                rig.Reload(RandomPlan.Next(random, keep));
                oracle.Follow(old, rig.Plan);
                break;
            case 1:
                rig.Runner.Script((IpvsadmFault)random.Next((int)IpvsadmFault.Undying + 1));
                break;
            case 2:
                Meddle(rig, random);
                break;
            case 3:
                rig.Runner.Turns = random.Next(3);
                rig.Runner.LetGo = random.Next(2) == 0;
                break;
            case 4:
                rig.Post(random.Next(2) == 0
                    ? new Fact(FactKind.Isolated) { A = 2, DurationUs = KeeperRig.Second * random.Next(60) }
                    : new Fact(FactKind.Connected));
                break;
            case 5:
                rig.Pass(random.Next(40_000_000));
                break;
            case 6:
                Rival(rig, random);
                break;
            default:
                Verdict(rig, oracle, random);
                break;
        }

        if (random.Next(2) == 0)
        {
            rig.Turn();
        }

        NoteFound(rig, oracle);
    }

    private static void Verdict(KeeperRig rig, WishOracle oracle, Random random)
    {
        if (rig.Plan.Reals.Length == 0)
        {
            return;
        }

        int real = random.Next(rig.Plan.Reals.Length);
        if (!rig.Plan.Reals[real].Unmonitored)
        {
            Judge(rig, oracle, random, real);
        }
    }

    private static void Judge(KeeperRig rig, WishOracle oracle, Random random, int real)
    {
        bool up = oracle.HasVerdict(rig.Plan, real) ? !oracle.IsUp(rig.Plan, real) : random.Next(2) == 0;
        CheckReason reason = random.Next(2) == 0 ? CheckReason.ConnectTimeout : CheckReason.ConnectRefused;
        if (up)
        {
            rig.Up(real);
            oracle.Up(rig.Plan, real);
        }
        else
        {
            rig.Down(real, reason);
            oracle.Down(rig.Plan, real, reason);
        }
    }

    /// <summary>Another writer, who does the same things before each reconcile.</summary>
    private static void Rival(KeeperRig rig, Random random)
    {
        if (rig.Plan.Services.Length == 0)
        {
            return;
        }

        string[] lines = [Meddling(rig, random), Meddling(rig, random)];
        for (int i = random.Next(6); i > 0; i--)
        {
            Array.ForEach(lines, line => rig.Runner.Operator(line));
            rig.Pass(Reconcile);
        }
    }

    private static void Meddle(KeeperRig rig, Random random)
    {
        if (rig.Plan.Services.Length > 0)
        {
            rig.Runner.Operator(Meddling(rig, random));
        }
    }

    private static string Meddling(KeeperRig rig, Random random)
    {
        ServicePlan service = rig.Plan.Services[random.Next(rig.Plan.Services.Length)];
        string selector = WishOracle.Selector(service.Key);
        string host = service.Key.IsV6 ? $"[2001:db8::{random.Next(1, 12)}]" : $"10.1.0.{random.Next(1, 12)}";
        string endpoint = $"{host}:{service.Key.Virtual.Port}";
        string method = random.Next(3) switch { 0 => "-g", 1 => "-m", _ => "-i" };
        return random.Next(6) switch
        {
            0 => $"-A {selector} -s lc",
            1 => $"-E {selector} -s lc",
            2 => $"-D {selector}",
            3 => $"-a {selector} -r {endpoint} {method} -w {random.Next(100_000)}",
            4 => $"-e {selector} -r {endpoint} {method} -w {random.Next(9)} -x 7 -y 2",
            _ => $"-d {selector} -r {endpoint}",
        };
    }

    private static void NoteFound(KeeperRig rig, WishOracle oracle)
    {
        for (int real = 0; real < rig.Plan.Reals.Length; real++)
        {
            if (rig.Keeper.WasIn(real))
            {
                oracle.WasIn(rig.Plan, real);
            }
        }
    }

    private static void Calm(KeeperRig rig, WishOracle oracle, Random random)
    {
        rig.Runner.Calm();
        rig.Post(new Fact(FactKind.Connected));
        rig.Pass(40 * KeeperRig.Second);
        NoteFound(rig, oracle);
        for (int real = 0; real < rig.Plan.Reals.Length; real++)
        {
            if (!rig.Plan.Reals[real].Unmonitored && !oracle.HasVerdict(rig.Plan, real))
            {
                Judge(rig, oracle, random, real);
            }
        }

        rig.Pass(40 * KeeperRig.Second);
        if (!rig.Keeper.IsInStep)
        {
            rig.Told.Count(FactKind.Fight).Should().BePositive("only a fight is not over now");
            rig.Pass(FightCounts.SpanUs + Reconcile);
        }
    }

    private static void Check(KeeperRig rig, WishOracle oracle, string foreign, int seed, bool keep)
    {
        string expected = oracle.Expected(rig.Plan);
        string found = Lines(rig, ours: true);
        if (keep)
        {
            found = WithoutExtras(found, rig.Plan);
        }

        Sorted(found).Should().Equal(Sorted(expected), "seed {0}", seed);
        Lines(rig, ours: false).Should().Be(foreign, "seed {0}", seed);
        rig.Keeper.IsInStep.Should().BeTrue("seed {0}", seed);
        bool[] steps = [.. rig.Told.All.Select(told => told.Fact.Kind)
            .Where(kind => kind is FactKind.OutOfStep or FactKind.Fight or FactKind.InStep)
            .Select(kind => kind == FactKind.InStep)];
        int outages = steps.Where((isIn, i) => !isIn && (i == 0 || steps[i - 1])).Count();
        rig.Told.Count(FactKind.InStep).Should().Be(outages, "seed {0}", seed);
        int restores = rig.Runner.Restores;
        int drifts = rig.Told.Count(FactKind.Drift);
        rig.Pass(100 * KeeperRig.Second);
        rig.Runner.Restores.Should().Be(restores, "seed {0}: in step, nothing is written", seed);
        rig.Told.Count(FactKind.Drift).Should().Be(drifts, "seed {0}", seed);
    }

    private static string[] Sorted(string text) => [.. text.Split('\n').Order(StringComparer.Ordinal)];

    private static bool IsForeign(string line) => Foreign.Any(own =>
        line.Split(' ').Skip(1).Take(2).SequenceEqual(own.Split(' ').Skip(1).Take(2))
        && line.Contains(" -6 ", StringComparison.Ordinal) == own.Contains(" -6 ", StringComparison.Ordinal));

    private static string Lines(KeeperRig rig, bool ours) => string.Join('\n', rig.Runner.Table.ToRestoreText()
        .Split('\n').Where(line => line.Length == 0 ? ours : IsForeign(line) != ours));

    private static string WithoutExtras(string text, Plan plan) => string.Join('\n', text.Split('\n').Where(line =>
        !line.StartsWith("-a", StringComparison.Ordinal) || plan.Services.Any(service =>
            line.StartsWith($"-a {WishOracle.Selector(service.Key)} -r ", StringComparison.Ordinal)
            && (line.Contains($" -r {service.Fallback} ", StringComparison.Ordinal)
                || plan.Reals.Skip(service.FirstReal).Take(service.RealCount)
                    .Any(real => line.Contains($" -r {real.Endpoint} ", StringComparison.Ordinal))))));
}
