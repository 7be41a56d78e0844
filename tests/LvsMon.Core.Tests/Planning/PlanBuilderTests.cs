using System.Diagnostics;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class PlanBuilderTests
{
    private readonly Diagnostics _diagnostics = new();

    [Fact]
    public void Build_ServiceWithSettings_CarriesThemToThePlan()
    {
        VirtualServiceSettings settings = Draft.Service("www", Draft.Real("10.0.0.11:80") with
        {
            Weight = 10,
            Upper = 2000,
            Lower = 1500,
        }) with
        {
            ServiceSet = "shop",
            SchedulerFlags = "sh-port",
            Persistence = new Persistence(300, 0xFFFFFF00, "sip"),
            OnePacket = true,
            Floor = new Floor(0, 50),
            Fallback = Draft.Endpoint("127.0.0.1:8080"),
        };

        Plan plan = Draft.Plan(settings);

        ServicePlan service = plan.Services.Should().ContainSingle().Subject;
        service.Should().BeEquivalentTo(
            new
            {
                settings.Key,
                settings.Name,
                settings.ServiceSet,
                settings.Scheduler,
                settings.SchedulerFlags,
                settings.Persistence,
                settings.OnePacket,
                settings.Floor,
                settings.Fallback,
                FirstReal = 0,
                RealCount = 1,
            });
        plan.Reals.Should().Equal(new RealPlan(
            0,
            Draft.Endpoint("10.0.0.11:80"),
            10,
            2000,
            1500,
            new Forwarding(ForwardingMethod.Nat),
            Unmonitored: false)
        {
            CheckCount = 1,
            RequiredCount = 1,
            Timing = settings.Reals[0].Timing,
        });
    }

    [Fact]
    public void Build_NoCheckNamed_ChecksTcp()
    {
        Plan plan = Draft.Plan(Draft.Service("www", Draft.Real("10.0.0.11:80")));

        plan.Monitors.Should().ContainSingle();
        plan.Monitors[0].Program.Identity.Should().StartWith("tcp");
        plan.Monitors[0].Target.Should().Be(Draft.Endpoint("10.0.0.11:80"));
        plan.Monitors[0].Source.IsUnspecified.Should().BeTrue();
    }

    [Fact]
    public void Build_UnmonitoredServer_HasNoMonitor()
    {
        Plan plan = Draft.Plan(Draft.Service(
            "www",
            Draft.Real("10.0.0.11:80", Draft.Check("http")) with { Unmonitored = true }));

        plan.Monitors.Should().BeEmpty();
        plan.Reals[0].CheckCount.Should().Be(0);
        plan.Reals[0].Unmonitored.Should().BeTrue();
        plan.MaxInFlight.Should().Be(1);
    }

    [Fact]
    public void Build_EqualChecksOfTwoServices_AreOneMonitorAtTheShortestInterval()
    {
        Plan plan = Draft.Plan(
            Draft.Service("www", 80, [Draft.Real("10.0.0.11:80", Draft.Check("http --text a"))]),
            Draft.Service("api", 81,
            [
                Draft.Real("10.0.0.11:80", Draft.Check("http --text a")) with
                {
                    Timing = Draft.Timing with { IntervalUs = 2_000_000, Fall = 9 },
                },
                Draft.Real("10.0.0.11:81", Draft.Check("http --text a")),
            ]));

        plan.Monitors.Should().HaveCount(2);
        plan.Monitors[0].IntervalUs.Should().Be(2_000_000);
        plan.Monitors[0].SubscriptionCount.Should().Be(2);
        plan.Monitors[1].FirstSubscription.Should().Be(2);
        plan.Subscriptions.Select(s => (s.Monitor, s.Real, s.Timing.Fall))
            .Should().Equal((0, 0, 3u), (0, 1, 9u), (1, 2, 3u));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void Build_SeveralChecks_SaysHowManyMustPass(bool any, int required)
    {
        RealServerSettings real = Draft.Real("10.0.0.11:80", Draft.Check("http"), Draft.Check("banner")) with
        {
            RequiresAny = any,
        };

        Plan plan = Draft.Plan(Draft.Service("www", real));

        ((int)plan.Reals[0].CheckCount, (int)plan.Reals[0].RequiredCount).Should().Be((2, required));
    }

    [Theory]
    [InlineData("http --text b")]
    [InlineData("http --text a --port 81")]
    [InlineData("http --text a --connect 10.0.0.12")]
    [InlineData("http --text a --source 10.0.0.1")]
    [InlineData("banner --text a")]
    public void Build_CheckThatDiffersInAnything_IsAnotherMonitor(string other)
    {
        Plan plan = Draft.Plan(
            Draft.Service("www", Draft.Real("10.0.0.11:80", Draft.Check("http --text a"), Draft.Check(other))));

        plan.Monitors.Should().HaveCount(2);
        plan.Reals[0].CheckCount.Should().Be(2);
    }

    [Fact]
    public void Build_TimeoutsThatDiffer_AreAnotherMonitor()
    {
        CheckReference check = Draft.Check("http");

        Plan plan = Draft.Plan(
            Draft.Service("a", 80, [Draft.Real("10.0.0.11:80", check)]),
            Draft.Service("b", 81,
            [
                Draft.Real("10.0.0.11:80", check) with { Timing = Draft.Timing with { ConnectTimeoutUs = 1 } },
            ]),
            Draft.Service("c", 82,
            [
                Draft.Real("10.0.0.11:80", check) with { Timing = Draft.Timing with { ReceiveTimeoutUs = 1 } },
            ]),
            Draft.Service("d", 83,
            [
                Draft.Real("10.0.0.11:80", check) with { Timing = Draft.Timing with { TimeoutUs = 1 } },
            ]));

        plan.Monitors.Should().HaveCount(4);
    }

    [Fact]
    public void Build_EqualChecksOnOneServer_CountOnce()
    {
        Plan plan = Draft.Plan(Draft.Service(
            "www",
            Draft.Real("10.0.0.11:80", Draft.Check("http --text a"), Draft.Check("http --port 80 --text a"))));

        plan.Reals[0].CheckCount.Should().Be(1);
        plan.Subscriptions.Should().ContainSingle();
    }

    [Fact]
    public void Build_PortConnectAndSource_LookElsewhere()
    {
        Plan plan = Draft.Plan(Draft.Service(
            "www",
            Draft.Real("10.0.0.11:80", Draft.Check("http --port 8080 --connect 10.9.9.9 --source 10.0.0.1"))));

        plan.Monitors[0].Target.Should().Be(Draft.Endpoint("10.9.9.9:8080"));
        plan.Monitors[0].Source.Should().Be(Draft.Address("10.0.0.1"));
        plan.Reals[0].Endpoint.Should().Be(Draft.Endpoint("10.0.0.11:80"));
    }

    [Fact]
    public void Build_SharedReference_IsCompiledOnce()
    {
        StubPlugin http = new("http");

        Plan? plan = PlanBuilder.Build(
            Draft.Configuration(Draft.Farm("www", 80, 1000)), [http], PlanLimits.Unlimited, _diagnostics);

        http.Compiled.Should().Be(1);
        plan!.Monitors.Select(m => m.Program).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void Build_EqualProgramsOfSeveralReferences_AreOneObject()
    {
        Plan plan = Draft.Plan(Draft.Service(
            "www",
            Draft.Real("10.0.0.11:80", Draft.Check("http --text a")),
            Draft.Real("10.0.0.12:80", Draft.Check("http --text a"))));

        plan.Monitors[1].Program.Should().BeSameAs(plan.Monitors[0].Program);
    }

    [Fact]
    public void Build_BufferedChecks_AreCountedForTheLoop()
    {
        Plan plan = Draft.Plan(Draft.Service(
            "www", Draft.Real("10.0.0.11:80", Draft.Check("http"), Draft.Check("tcp")), Draft.Real("10.0.0.12:80")));

        plan.BufferBytes.Should().Be(4096);
        plan.BufferedMonitors.Should().Be(1);
    }

    [Fact]
    public void Build_HundredThousandServers_IsQuick()
    {
        Configuration configuration = Draft.Configuration(Draft.Farm("www", 80, 100_000));
        Draft.Plan(Draft.Farm("warm", 80, 100));
        Stopwatch watch = Stopwatch.StartNew();

        Plan? plan = Draft.Plan(configuration, _diagnostics);
        PlanChange change = PlanDiff.Between(plan!, plan!);

        // Well under half a second on an idle machine; the bound only catches work that grows with the square.
        watch.ElapsedMilliseconds.Should().BeLessThan(5_000);
        plan!.Monitors.Should().HaveCount(100_000);
        change.IsEmpty.Should().BeTrue();
    }
}
