using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>What ipvsadm was told of a real server, and what came of it.</summary>
public sealed class TableTrailTests
{
    private const string First = "-t 10.0.0.1:80 -r 10.1.0.1:8080";
    private const string Second = "-t 10.0.0.1:80 -r 10.1.0.2:8080";

    [Fact]
    public void Lines_ThatTook_AreThereNewestFirst()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Up(1).Turn();
        long upUs = rig.NowUs;
        rig.TurnAfter(5 * KeeperRig.Second).Down(0).Turn();

        List<Line> lines = Lines(rig, 0);
        lines.Select(line => line.Text).Should().Equal($"-d {First}", $"-a {First} -m -w 5 -x 100 -y 50");
        lines.Should().OnlyContain(line => line.End == LineEnd.Taken && line.Said.Length == 0 && line.Times == 1);
        lines.Select(line => line.WrittenUs).Should().Equal(rig.NowUs, upUs);
        Lines(rig, 1).Select(line => line.Text).Should().Equal($"-a {Second} -m -w 3");
        rig.Runner.Lines.ToString().Should().Contain(lines[0].Text + "\n").And.Contain(lines[1].Text + "\n");
    }

    [Fact]
    public void Line_WhileItsChildRuns_IsPending()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Script(IpvsadmFault.Hangs);
        rig.Up(0).Turn();

        Line line = Lines(rig, 0).Should().ContainSingle().Which;
        (line.End, line.SettledUs).Should().Be((LineEnd.Pending, -1));
    }

    [Fact]
    public void Line_ThatOneServerRefuses_SaysWhatIpvsadmSaid()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Refused = "-r 10.1.0.1:8080";
        rig.Up(0).Up(1).Turn();

        Line refused = Lines(rig, 0)[0];
        (refused.End, refused.Times).Should().Be((LineEnd.NotTaken, 2));
        refused.Said.Should().Be(rig.Told.Of(FactKind.OutOfStep)[^1].Text).And.NotBeEmpty();
        Line taken = Lines(rig, 1)[0];
        (taken.End, taken.Said).Should().Be((LineEnd.Taken, ""));
    }

    [Fact]
    public void Line_ThatIsTriedAgainAndAgain_IsOneWithACount()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Refused = "-r 10.1.0.1:8080";
        rig.Up(0).Up(1).Turn();
        rig.Pass(600 * KeeperRig.Second);

        Line line = Lines(rig, 0).Should().ContainSingle().Which;
        (line.Text, line.End).Should().Be(($"-a {First} -m -w 5 -x 100 -y 50", LineEnd.NotTaken));
        line.Times.Should().BeGreaterThan(5);
        rig.Runner.Refused = null;
        rig.Pass(600 * KeeperRig.Second);

        Lines(rig, 0).Should().ContainSingle().Which.End.Should().Be(LineEnd.Taken);
    }

    [Fact]
    public void Lines_ManyThatAreTriedAgain_AreOneEachAndLeaveTheOthers()
    {
        PlanMaker maker = new PlanMaker().Service("tcp 10.0.0.1:80");
        for (int i = 1; i <= 100; i++)
        {
            maker.Real($"10.1.0.{i}:80");
        }

        KeeperRig rig = new KeeperRig(maker.Build()).Start();
        rig.Up(99).Turn();
        rig.Runner.Refused = "-r 10.1.0.";
        for (int real = 0; real < 80; real++)
        {
            rig.Up(real);
        }

        rig.Turn();
        rig.Pass(600 * KeeperRig.Second);

        Lines(rig, 0).Should().ContainSingle().Which.Times.Should().BeGreaterThan(5);
        Lines(rig, 79).Should().ContainSingle();
        Lines(rig, 99).Should().ContainSingle().Which.End.Should().Be(LineEnd.Taken);
    }

    [Fact]
    public void Line_ThatNothingCameOf_SaysHowIpvsadmEnded()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Script(IpvsadmFault.NoEffect);
        rig.Up(0).Turn();

        Line line = Lines(rig, 0).Should().ContainSingle().Which;
        (line.End, line.Said).Should().Be((LineEnd.NotTaken, "exit 0 without effect"));
    }

    [Fact]
    public void Line_WhoseWishHasChangedBeforeTheReading_IsOvertaken()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Script(IpvsadmFault.Hangs);
        rig.Up(0).Turn();
        rig.Down(0).Turn();
        rig.Pass(60 * KeeperRig.Second);

        Lines(rig, 0)[^1].End.Should().Be(LineEnd.Overtaken);
    }

    [Fact]
    public void Reload_AmidAChild_MovesWhatStaysAndDropsTheRest()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Up(1).Turn();
        rig.Runner.Script(IpvsadmFault.Hangs);
        rig.Down(1).Turn();
        rig.Reload(new PlanMaker().Service("tcp 10.0.0.9:80").Real("10.1.0.9:80")
            .Service("tcp 10.0.0.1:80", "wrr").Real("10.1.0.2:8080", 3).Build());

        Lines(rig, 0).Should().BeEmpty("that one is new");
        List<Line> lines = Lines(rig, 1);
        lines.Select(line => line.Text).Should().Equal($"-d {Second}", $"-a {Second} -m -w 3");
        lines.Select(line => line.End).Should().Equal(LineEnd.Unread, LineEnd.Taken);
    }

    [Fact]
    public void Lines_ManyServers_TheNewestAreKept()
    {
        PlanMaker maker = new PlanMaker().Service("tcp 10.0.0.1:80");
        for (int i = 0; i < 1000; i++)
        {
            maker.Real($"10.1.{i / 250}.{(i % 250) + 1}:80");
        }

        KeeperRig rig = new KeeperRig(maker.Build()).Start();
        for (int real = 0; real < 1000; real++)
        {
            rig.Up(real);
        }

        rig.Turn();

        Enumerable.Range(0, 1000).Where(real => Lines(rig, real).Count > 0).Should().Equal(Enumerable.Range(744, 256));
        Lines(rig, 999).Should().ContainSingle().Which.Text.Should().Be("-a -t 10.0.0.1:80 -r 10.1.3.250:80 -m -w 1");
    }

    private static Plan Web() => new PlanMaker()
        .Service("tcp 10.0.0.1:80", "wrr", fallback: "127.0.0.1:80")
        .Real("10.1.0.1:8080", 5, upper: 100, lower: 50)
        .Real("10.1.0.2:8080", 3)
        .Build();

    private static List<Line> Lines(KeeperRig rig, int real)
    {
        List<Line> lines = [];
        byte[] buffer = new byte[WrittenLine.MaxBytes];
        long before = long.MaxValue;
        while (rig.Keeper.Status.TryFindLine(real, before, buffer, out WrittenLine line))
        {
            line.Number.Should().BeLessThan(before);
            before = line.Number;
            lines.Add(new Line(
                Encoding.ASCII.GetString(line.Text),
                line.Times,
                line.WrittenUs,
                line.SettledUs,
                line.End,
                Encoding.ASCII.GetString(line.Said)));
        }

        return lines;
    }

    private sealed record Line(string Text, uint Times, long WrittenUs, long SettledUs, LineEnd End, string Said);
}
