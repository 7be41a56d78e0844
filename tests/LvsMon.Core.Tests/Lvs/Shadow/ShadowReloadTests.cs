using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Shadow;

/// <summary>A shadow takes a new configuration.</summary>
public sealed class ShadowReloadTests
{
    private const string Service = "-A -t 10.0.0.1:80 -s wrr";
    private const string Other = "-A -t 10.0.0.1:443 -s wlc";

    private static Plan Plan(int weight, bool withOther = false, bool withFirst = true, string? fallback = null)
    {
        PlanMaker maker = new();
        if (withOther)
        {
            maker.Service("tcp 10.0.0.1:443");
        }

        maker.Service("tcp 10.0.0.1:80", "wrr", fallback: fallback);
        if (withFirst)
        {
            maker.Real("10.1.0.1:80", 5, unmonitored: true);
        }

        return maker.Real("10.1.0.2:80", weight, unmonitored: true).Build();
    }

    private static ShadowRig Disagreeing()
    {
        ShadowRig rig = new ShadowRig(Plan(3)).Peer(
            Service, "-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 5", "-a -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 77").Start();
        rig.Pass(10);
        rig.Disagreements.Should().Equal("weight 77 in the table, 3 wanted");
        rig.Printed().Should().HaveCount(1);
        return rig;
    }

    [Fact]
    public void Reload_GivesInToThePeer_EndsTheDisagreement()
    {
        ShadowRig rig = Disagreeing();

        rig.Reload(Plan(77, withOther: true)).Pass(5);

        Fact end = rig.Agreements.Should().ContainSingle().Which;
        (end.Service, end.Real).Should().Be((1, 1), "under its new number");
        end.DurationUs.Should().Be(10 * KeeperRig.Second);
        rig.Printed().Should().Equal(Other);
    }

    [Fact]
    public void Reload_DisagreementStands_IsPrintedAgainButNotTold()
    {
        ShadowRig rig = Disagreeing();

        rig.Reload(Plan(4));
        rig.Shadow.PendingEdits.Should().Be(1);
        rig.Pass(20);

        rig.Printed().Should().Equal("-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 4");
        rig.Disagreements.Should().HaveCount(1, "it is the same one");
        rig.Peer("-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 4").Pass(3);
        rig.Agreements.Should().ContainSingle();
    }

    [Fact]
    public void Reload_TakesAServiceOut_PrintsThatOnceAndForgetsIt()
    {
        ShadowRig rig = new ShadowRig(Plan(3, withOther: true)).Peer(
            Service, Other, "-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 5", "-a -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 3")
            .Start();
        rig.Pass(10);

        rig.Reload(Plan(3)).Pass(30);
        rig.Reload(Plan(3)).Pass(30);

        rig.Printed().Should().Equal("-D -t 10.0.0.1:443");
        rig.Disagreements.Should().BeEmpty("it is somebody else's now");
        rig.Runner.Restores.Should().Be(0);
    }

    [Fact]
    public void Reload_TakesARealServerOut_DisagreesWhileThePeerHasIt()
    {
        ShadowRig rig = Disagreeing();

        rig.Reload(Plan(77, withFirst: false)).Pass(10);

        rig.Printed().Should().Equal("-d -t 10.0.0.1:80 -r 10.1.0.1:80");
        rig.Disagreements.Should().Equal(
            "weight 77 in the table, 3 wanted", "10.1.0.1:80 not in the configuration");
        rig.Reload(Plan(77, withFirst: false, fallback: "127.0.0.1:8080")).Pass(10);
        rig.Disagreements.Should().HaveCount(2, "that of the service was taken over");
    }

    [Fact]
    public void Reload_WhileAChildRuns_ReadsAgainBeforeItPrints()
    {
        ShadowRig rig = Disagreeing();
        rig.Runner.Turns = 3;
        rig.Turn(2);
        rig.Runner.IsRunning.Should().BeTrue();

        rig.Reload(Plan(4)).Pass(10);

        rig.Printed().Should().Equal("-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 4");
    }
}
