using System;
using System.Collections.Generic;
using System.IO;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>One daemon keeps the table of a network namespace.</summary>
public sealed class LockTests
{
    private const int Refused = 75;

    [SystemFact]
    public void Start_AnotherKeepsTheTable_IsRefusedAndTheFirstRunsOn()
    {
        using Pair pair = new();
        int commands = pair.Director.Table.Commands.Count;
        string owned = File.ReadAllText(pair.Director.Folder["state/owned"]);
        pair.Director.Configure(pair.Configuration(firstWeight: 99));

        using DaemonProcess second = DaemonProcess.Start(Words(pair));
        DaemonExit exit = second.WaitForExit(Wait.Patience);

        exit.Code.Should().Be(Refused);
        exit.Errors.Should().Be(
            $"lvsmon: another lvsmon (pid {pair.Director.Daemon.Pid}) keeps the table of this network namespace\n");
        exit.Output.Should().BeEmpty();
        exit.Life.Should().BeGreaterThan(TimeSpan.FromMilliseconds(500), "who starts it again at once must not storm");
        pair.Director.Table.Commands.Should().HaveCount(commands, "it touched nothing");
        File.ReadAllText(pair.Director.Folder["state/owned"]).Should().Be(owned);
        pair.Second.Stop();
        pair.Director.Journal.ShouldSay($"DOWN www {pair.Second.Endpoint}: connect refused*", "TABLE www: 1 edit*");
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine()));
    }

    [SystemFact]
    public void Start_ConfigurationWrongToo_SaysThatFirst()
    {
        using Pair pair = new();
        pair.Director.Configure("nonsense\n");

        using DaemonProcess second = DaemonProcess.Start(Words(pair));

        second.WaitForExit(Wait.Patience).Code.Should().Be(78);
    }

    [SystemFact]
    public void Start_FirstWasKilled_TakesOver()
    {
        using Pair pair = new();
        pair.Director.Daemon.Signal(Signals.Kill);
        pair.Director.Daemon.WaitForExit(Wait.Patience);
        pair.Director.Journal.Pass();

        pair.Director.StartDaemon([]);

        pair.Director.Journal.ShouldComeTo("STARTED: 2 of 2 real servers up; first round took *");
        pair.Director.Journal.All("NO LOCK*").Should().BeEmpty();
    }

    [SystemFact]
    public void Start_FirstWasKilledAndItsIpvsadmRunsOn_TakesOver()
    {
        using Pair pair = new(start: false);
        pair.Director.Configure(pair.Configuration("reconcile 1s"));
        pair.Director.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        string child = pair.Director.Folder["child"];
        pair.Director.Table.Replace($"echo $$ > {child}; exec sleep 20");
        Wait.Until(() => File.Exists(child) && File.ReadAllText(child).EndsWith('\n'), "ipvsadm hangs");

        pair.Director.Daemon.Signal(Signals.Kill);
        pair.Director.Daemon.WaitForExit(Wait.Patience);
        Directory.Exists($"/proc/{File.ReadAllText(child).Trim()}").Should().BeTrue("it is an orphan now");
        pair.Director.Table.Heal();
        pair.Director.Journal.Pass();
        pair.Director.StartDaemon([]);

        pair.Director.Journal.ShouldComeTo("STARTED: 2 of 2 real servers up; first round took *");
    }

    [SystemFact]
    public void Start_TrialRunsBesideIt_AreNotRefused()
    {
        using Pair pair = new();

        foreach (string table in new[] { "memory", "dry-run" })
        {
            using DaemonProcess trial = DaemonProcess.Start([.. Words(pair), "--table", table, "--log", "stderr"]);
            Wait.Until(
                () => trial.Errors.Contains("STARTED: 2 of 2", StringComparison.Ordinal),
                () => $"the trial run starts\n{trial.Errors}");
            trial.Errors.Should().NotContain("SYSCTL").And.NotContain("CAUTION", "it is not about the kernel");
        }
    }

    [SystemFact]
    public void Start_NoLockFilePossible_WarnsAndGoesOn()
    {
        using Pair pair = new(start: false);
        pair.Director.Folder.Write("state", "a file where the folder should be");

        pair.Director.Start();

        pair.Director.Journal.ShouldSay(
            "NO LOCK: Not a directory; a second lvsmon on this table would not be noticed");
        pair.Director.ShouldHaveTable(pair.Whole());
    }

    private static List<string> Words(Pair pair) =>
    [
        "--file", pair.Director.Configuration, "--log-socket", pair.Director.Syslog.Path,
        "--ipvsadm", pair.Director.Table.Path, "--state-dir", pair.Director.Folder["state"],
    ];
}
