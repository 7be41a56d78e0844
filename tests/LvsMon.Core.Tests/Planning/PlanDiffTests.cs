using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class PlanDiffTests
{
    [Fact]
    public void Between_SameConfiguration_IsEmptyWithIdentityMaps()
    {
        Plan old = Draft.Plan(Draft.Farm("www", 80, 50), Draft.Farm("api", 81, 30));
        Plan same = Draft.Plan(Draft.Farm("www", 80, 50), Draft.Farm("api", 81, 30));

        PlanChange change = PlanDiff.Between(old, same);

        change.IsEmpty.Should().BeTrue();
        (change.Added, change.Removed, change.Changed).Should().Be((0, 0, 0));
        change.OldService.Should().Equal(0, 1);
        change.OldReal.Should().Equal(Enumerable.Range(0, 80));
        change.OldMonitor.Should().Equal(Enumerable.Range(0, 80));
        change.OldSubscription.Should().Equal(Enumerable.Range(0, 80));
        change.New.Monitors.Select(m => m.PhaseUs).Should().Equal(old.Monitors.Select(m => m.PhaseUs));
    }

    [Fact]
    public void Between_FileOfACheckHasAnotherContent_IsAnotherMonitor()
    {
        PlanChange same = PlanDiff.Between(Trusting("one"), Trusting("one"));
        PlanChange other = PlanDiff.Between(Trusting("one"), Trusting("two"));

        (same.IsEmpty, same.OldMonitor[0]).Should().Be((true, 0));
        (other.IsEmpty, other.OldMonitor[0]).Should().Be((false, -1), "a reload is to see the new authorities");
        same.New.Monitors[0].SameProbe(other.New.Monitors[0]).Should().BeFalse();
    }

    [Fact]
    public void Between_SecretOfACheckIsAnother_IsAnotherMonitor()
    {
        PlanChange same = PlanDiff.Between(Knowing("one"), Knowing("one"));
        PlanChange other = PlanDiff.Between(Knowing("one"), Knowing("two"));

        (same.IsEmpty, same.OldMonitor[0]).Should().Be((true, 0));
        (other.IsEmpty, other.OldMonitor[0]).Should().Be((false, -1), "a reload is to use the new secret");
        same.New.Monitors[0].SameProbe(other.New.Monitors[0]).Should().BeFalse();
    }

    [Fact]
    public void Between_ServersAddedRemovedAndReweighted_CountsAndMapsThem()
    {
        Plan old = Draft.Plan(Draft.Service(
            "www", Draft.Real("10.0.0.11:80"), Draft.Real("10.0.0.12:80"), Draft.Real("10.0.0.13:80")));
        Plan next = Draft.Plan(Draft.Service(
            "www",
            Draft.Real("10.0.0.14:80"),
            Draft.Real("10.0.0.13:80") with { Weight = 9 },
            Draft.Real("10.0.0.12:80")));

        PlanChange change = PlanDiff.Between(old, next);

        (change.Added, change.Removed, change.Changed, change.IsEmpty).Should().Be((1, 1, 1, false));
        change.OldReal.Should().Equal(-1, 2, 1);
        change.OldMonitor.Should().Equal(-1, 2, 1);
        change.OldSubscription.Should().Equal(-1, 2, 1);
    }

    [Fact]
    public void Between_ServerOfAnotherService_IsNew()
    {
        Plan old = Draft.Plan(Draft.Service("www", 80, [Draft.Real("10.0.0.11:80")]));
        Plan next = Draft.Plan(Draft.Service("www", 81, [Draft.Real("10.0.0.11:80")]));

        PlanChange change = PlanDiff.Between(old, next);

        change.OldService.Should().Equal(-1);
        change.OldReal.Should().Equal(-1);
        change.OldSubscription.Should().Equal(-1);
        change.OldMonitor.Should().Equal([0], "it is still the same thing to probe");
    }

    [Theory]
    [InlineData("upper")]
    [InlineData("lower")]
    [InlineData("forward")]
    [InlineData("unmonitored")]
    [InlineData("fall")]
    [InlineData("check")]
    [InlineData("more checks")]
    public void Between_AnySettingOfAServer_MakesItChanged(string what)
    {
        RealServerSettings real = Draft.Real("10.0.0.11:80", Draft.Check("http"));
        RealServerSettings edited = what switch
        {
            "upper" => real with { Upper = 5 },
            "lower" => real with { Lower = 5 },
            "forward" => real with { Forwarding = new Forwarding(ForwardingMethod.Direct) },
            "unmonitored" => real with { Unmonitored = true },
            "fall" => real with { Timing = Draft.Timing with { Fall = 4 } },
            "check" => real with { Checks = [Draft.Check("http --text b")] },
            _ => real with { Checks = [Draft.Check("http"), Draft.Check("tcp")] },
        };

        Plan before = Draft.Plan(Draft.Service("www", real));
        Plan after = Draft.Plan(Draft.Service("www", edited));
        PlanChange change = PlanDiff.Between(before, after);
        PlanChange back = PlanDiff.Between(after, before);

        (change.Added, change.Removed, change.Changed, change.IsEmpty).Should().Be((0, 0, 1, false));
        (back.Added, back.Removed, back.Changed, back.IsEmpty).Should().Be((0, 0, 1, false));
    }

    [Fact]
    public void Between_SettingsOfAServiceOrGlobal_AreNotEmpty()
    {
        VirtualServiceSettings service = Draft.Service("www", Draft.Real("10.0.0.11:80"));
        Plan old = Draft.Plan(service);

        PlanDiff.Between(old, Draft.Plan(service with { Scheduler = "rr" })).IsEmpty.Should().BeFalse();
        PlanDiff.Between(old, Draft.Plan(service with { Fallback = Draft.Endpoint("127.0.0.1:80") }))
            .IsEmpty.Should().BeFalse();
        Configuration other = Draft.Configuration(service) with { Global = new GlobalSettings { ReconcileUs = 1 } };
        PlanDiff.Between(old, Draft.Plan(other, new Diagnostics())!).IsEmpty.Should().BeFalse();
    }

    [Fact]
    public void Between_ServiceRemoved_ItsServersAreGone()
    {
        PlanChange change = PlanDiff.Between(
            Draft.Plan(Draft.Farm("www", 80, 5), Draft.Farm("api", 81, 3)), Draft.Plan(Draft.Farm("api", 81, 3)));

        (change.Added, change.Removed, change.Changed, change.IsEmpty).Should().Be((0, 5, 0, false));
        change.OldService.Should().Equal(1);
        change.OldReal.Should().Equal(5, 6, 7);
    }

    [Fact]
    public void Between_ChangedInterval_GetsAPlaceOfTheNewGrid()
    {
        Timing faster = Draft.Timing with { IntervalUs = 1_000_000 };
        Plan old = Draft.Plan(Draft.Farm("www", 80, 10));

        PlanChange change = PlanDiff.Between(old, Draft.Plan(Draft.Farm("www", 80, 10, faster)));

        change.Changed.Should().Be(10);
        change.OldMonitor.Should().Equal(Enumerable.Range(0, 10));
        change.New.Monitors.Select(m => m.PhaseUs).Order()
            .Should().Equal(Enumerable.Range(0, 10).Select(i => i * 100_000L));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(333)]
    [InlineData(4_321)]
    public void Between_ServerReplaced_TheNewOneTakesThePlaceThatBecameFree(int count)
    {
        CheckReference check = Draft.Check("http");
        RealServerSettings[] reals =
            [.. Enumerable.Range(0, count).Select(i => Draft.Real(Draft.Numbered(80, i), check))];
        Plan old = Draft.Plan(Draft.Service("www", reals));
        reals[5] = Draft.Real(Draft.Numbered(80, count), check);

        PlanChange change = PlanDiff.Between(old, Draft.Plan(Draft.Service("www", reals)));

        change.New.Monitors.Select(m => m.PhaseUs).Should().Equal(old.Monitors.Select(m => m.PhaseUs));
    }

    [Fact]
    public void Between_RandomEdits_KeepThePhasesOfWhatStays()
    {
        Random random = new(42);
        CheckReference check = Draft.Check("http");
        List<int> numbers = [.. Enumerable.Range(0, 60)];
        int unused = 60;
        Plan running = Of(numbers, check);
        for (int round = 0; round < 100; round++)
        {
            Edit(numbers, random, ref unused);
            PlanChange change = PlanDiff.Between(running, Of(numbers, check));
            for (int i = 0; i < change.New.Monitors.Length; i++)
            {
                int old = change.OldMonitor[i];
                if (old >= 0)
                {
                    change.New.Monitors[i].SameProbe(running.Monitors[old]).Should().BeTrue();
                    change.New.Monitors[i].PhaseUs.Should().Be(running.Monitors[old].PhaseUs);
                }
            }

            change.OldMonitor.Where(o => o >= 0).Should().OnlyHaveUniqueItems();
            (change.New.Reals.Length - change.Added + change.Removed).Should().Be(running.Reals.Length);
            running = change.New;
        }
    }

    private static void Edit(List<int> numbers, Random random, ref int unused)
    {
        for (int i = random.Next(8); i > 0 && numbers.Count > 1; i--)
        {
            numbers.RemoveAt(random.Next(numbers.Count));
        }

        for (int i = random.Next(8); i > 0; i--)
        {
            numbers.Insert(random.Next(numbers.Count + 1), unused++);
        }
    }

    private static Plan Of(List<int> numbers, CheckReference check) =>
        Draft.Plan(Draft.Service("www", [.. numbers.Select(n => Draft.Real(Draft.Numbered(80, n), check))]));

    /// <summary>A plan of one check that trusts an authority, named by the same path.</summary>
    private static Plan Trusting(string authority)
    {
        TlsSettings tls = new() { ServerName = "a", Authorities = Encoding.ASCII.GetBytes(authority) };
        StubProgram program = new("tcp --ca \"/a\"") { Inside = tls };
        return new PlanFactory().Service(1).Real(1, Timings.Every(1000), program).Build();
    }

    /// <summary>A plan of one check that knows a secret, in a file of the same path.</summary>
    private static Plan Knowing(string secret)
    {
        StubProgram program = new("radius --secret \"/a\"") { Hidden = secret };
        return new PlanFactory().Service(1).Real(1, Timings.Every(1000), program).Build();
    }
}
