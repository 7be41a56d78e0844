using System;
using System.IO;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary><c>--shadow</c>: beside whoever owns the table.</summary>
public sealed class ShadowTests
{
    [SystemFact]
    public void Shadow_BesideAPeer_WritesNothingAndTellsWhereTheyDisagree()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.Configure(pair.Configuration("on-exit clear"));
        director.Table.Table = pair.Whole();
        director.Start("--shadow");
        Journal journal = director.Journal;
        journal.ShouldSay("ADOPTED: 2 real servers found in the table, 0 entries not in the configuration");
        journal.ShouldComeTo("STARTED: 2 of 2 real servers up*");

        pair.Second.Stop();
        journal.ShouldSay(
            $"DOWN www {pair.Second.Endpoint}: connect refused*",
            $"DISAGREE www {pair.Second.Endpoint}: in the table, not wanted");
        director.Table.Run($"-d -t 192.0.2.80:80 -r {pair.Second.Endpoint}");
        journal.ShouldSay($"AGREE www {pair.Second.Endpoint}: after *");
        director.Table.Run($"-e -t 192.0.2.80:80 -r {pair.First.Endpoint} -m -w 77");
        journal.ShouldSay($"DISAGREE www {pair.First.Endpoint}: weight 77 in the table, 10 wanted");

        director.Configure(pair.Configuration("on-exit clear", firstWeight: 77));
        director.Daemon.Signal(Signals.Hangup);
        journal.ShouldSay(
            $"RELOAD {director.Configuration}: +0 -0 ~1 real servers, 0 edits",
            $"AGREE www {pair.First.Endpoint}: after *");

        director.Daemon.Signal(Signals.Terminate);
        DaemonExit exit = director.Daemon.WaitForExit(Wait.Patience);
        journal.ShouldSay("STOPPED: a shadow; nothing was ever written");
        journal.Unread.Should().BeEmpty();
        exit.Code.Should().Be(0);
        exit.Errors.Should().BeEmpty();
        exit.Output.Should().Be($"-d -t 192.0.2.80:80 -r {pair.Second.Endpoint}\n"
            + $"-e -t 192.0.2.80:80 -r {pair.First.Endpoint} -m -w 10\n");
        director.Table.Table.Should().BeEquivalentTo(Pair.With(pair.FirstLine(77)));
        director.Table.Commands.Should().NotContain("$ ipvsadm -R");
        Directory.Exists(director.Folder["state"]).Should().BeFalse("nothing is written anywhere");
        director.Syslog.Strange.Should().BeEmpty();
        director.Syslog.Lines.Should().OnlyContain(line => line.Tag == "lvsmon-shadow");
    }

    [SystemFact]
    public void Shadow_BesideALvsmon_IsSilentUntilThatSleeps()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        using DaemonProcess keeper = DaemonProcess.Start(
        [
            "--file", director.Configuration, "--ipvsadm", director.Table.Path, "--log", "stderr", "--state-dir",
            director.Folder["keeper"],
        ]);
        Wait.Until(
            () => director.Table.Table.Count == pair.Whole().Length, () => $"the keeper is at work\n{keeper.Errors}");
        director.Start("--shadow");
        Journal journal = director.Journal;
        journal.ShouldComeTo("STARTED: 2 of 2 real servers up*");

        for (int i = 0; i < 2; i++)
        {
            pair.First.Stop();
            journal.ShouldSay($"DOWN www {pair.First.Endpoint}: connect refused*");
            Wait.For(TimeSpan.FromSeconds(5));
            pair.First.Start();
            journal.ShouldSay($"UP www {pair.First.Endpoint}: 200*");
        }

        Wait.For(TimeSpan.FromSeconds(5));
        journal.Unread.Should().BeEmpty("both decide the same, at different moments");
        keeper.Signal(Signals.Stop);
        pair.First.Stop();
        journal.ShouldSay(
            $"DOWN www {pair.First.Endpoint}: connect refused*",
            $"DISAGREE www {pair.First.Endpoint}: in the table, not wanted");
        keeper.Signal(Signals.Continue);
        journal.ShouldSay($"AGREE www {pair.First.Endpoint}: after *");
        journal.All("DISAGREE*").Should().ContainSingle();
    }
}
