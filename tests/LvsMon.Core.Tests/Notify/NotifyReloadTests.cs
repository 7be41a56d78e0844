using System.Linq;
using FluentAssertions;
using LvsMon.Core.Tests.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Notify;

public sealed class NotifyReloadTests
{
    [Fact]
    public void Follow_WaitingChanges_StayInOrderUnlessTheirServiceIsGone()
    {
        NotifyScene scene = new(Draft.Plan(
            NotifyScene.Service(80, 3, "any /bin/a"), NotifyScene.Service(81, 2, "any /bin/a")));
        scene.Down(0);
        scene.Turn();
        scene.Down(2, 1, 2, 3, 4);
        scene.Facts.Flush(scene.NowUs);

        scene.Reload(Draft.Plan(
            NotifyScene.Service(79, 1, "any /bin/a"), NotifyScene.Service(80, 4, "any /bin/a")));
        scene.Turn();
        scene.Runner.All.Where(told => told["SERVICE"] == "s80").Should()
            .ContainSingle("the one under way goes on, and no other beside it");
        scene.Drain();

        scene.Runner.All.Where(told => told["SERVICE"] == "s80").Select(told => $"{told["REAL"]} {told["SKIPPED"]}")
            .Should().Equal("10.0.0.0:80 0", "10.0.0.1:80 0", "10.0.0.2:80 1");
        scene.Runner.All.Count(told => told["SERVICE"] == "s81").Should().Be(1, "only what was started before");
    }

    [Fact]
    public void Follow_ServiceGoneAndBack_WaitsForTheProgramThatStillRuns()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 1, "any /bin/a")));
        scene.Down(0);
        scene.Turn();
        scene.Reload(Draft.Plan(NotifyScene.Service(79, 1, "any /bin/a")));
        scene.Turn();
        scene.Reload(Draft.Plan(NotifyScene.Service(79, 1, "any /bin/a"), NotifyScene.Service(80, 1, "any /bin/a")));
        scene.Down(1);
        scene.Turn();

        scene.Runner.All.Should().ContainSingle("one program at a time for a service");
        scene.Runner.End(0, 1);
        scene.Turn();

        scene.Runner.All.Select(told => told["SERVICE"]).Should().Equal("s80", "s80");
        scene.Sink.Failures.Should().Be(1);
        scene.Troubles.Should().BeEmpty("the line that failed has gone");
    }

    [Fact]
    public void Follow_LineChanged_TellsTheNewOneWhatWaits()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 2, "any /bin/a", "any /bin/b")));
        scene.Down(0);
        scene.Turn();
        scene.Down(1);
        scene.Turn();

        scene.Reload(Draft.Plan(NotifyScene.Service(80, 2, "down /bin/c", "up /bin/d", "any /bin/b")));
        scene.Drain();

        scene.Runner.All.Select(told => $"{told.Arguments[0]} {told["REAL"]}").Should().Equal(
            "/bin/a 10.0.0.0:80",
            "/bin/c 10.0.0.0:80",
            "/bin/b 10.0.0.0:80",
            "/bin/c 10.0.0.1:80",
            "/bin/b 10.0.0.1:80");
    }

    [Fact]
    public void Follow_ProgramFails_IsNotToldAgain()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 1, "any /bin/a")));
        scene.Down(0);
        scene.Turn();
        scene.Runner.End(0, 1);
        scene.Turn();

        scene.Reload(Draft.Plan(
            NotifyScene.Service(79, 1), NotifyScene.Service(80, 1, "up /bin/b", "any /bin/a")));
        scene.Down(1);
        scene.Turn();
        scene.Runner.End(0, 1);
        scene.Turn();

        scene.Troubles.Should().ContainSingle();
        scene.Sink.Failures.Should().Be(2);
    }

    [Fact]
    public void Equals_SameLinesElsewhereInTheFile_ChangesNothing()
    {
        Core.Planning.Plan plan = Draft.Plan(NotifyScene.Service(80, 1, "any /bin/a b"));

        Core.Planning.PlanDiff.Between(plan, Draft.Plan(NotifyScene.Service(80, 1, "any /bin/a b")))
            .IsEmpty.Should().BeTrue();
        Core.Planning.PlanDiff.Between(plan, Draft.Plan(NotifyScene.Service(80, 1, "any /bin/a c")))
            .IsEmpty.Should().BeFalse();
    }
}
