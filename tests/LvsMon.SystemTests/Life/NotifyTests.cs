using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>Programs that are told of changes, run by the real daemon.</summary>
public sealed class NotifyTests
{
    /// <summary>Appends all that it was given, as one line.</summary>
    private const string Writing =
        "#!/bin/sh\necho \"$*|$LVSMON_EVENT|$LVSMON_SERVICE|$LVSMON_KEY|$LVSMON_REAL|$LVSMON_REASON|$LVSMON_UP|"
        + "$LVSMON_SEQ|$LVSMON_SKIPPED|$(pwd)|$(env | grep -c -v -e ^LVSMON -e ^PATH -e ^LANG -e ^LC_ALL)\" >> {0}\n";

    /// <summary>Does not end by SIGTERM, and neither does what it has started.</summary>
    private const string Hanging =
        "#!/bin/sh\ntrap '' TERM\necho start >> {0}\nsleep 600 &\nwhile :; do sleep 0.2; done\n";

    private const string Failing = "#!/bin/sh\necho run >> {0}\n[ -e {0}.good ]\n";

    [SystemFact("sh")]
    public void Server_GoesDownAndUp_IsToldInOrder()
    {
        using Pair pair = new(start: false);
        string said = pair.Director.Folder["said"];
        string program = Write(pair, "tell", Writing, said);
        pair.Director.Configure(pair.Configuration(service: $"notify any {program} one \"two three\""));
        Start(pair);
        Lines(said, 2).Should().OnlyContain(
            line => line.StartsWith("one two three|up|www|tcp 192.0.2.80:80|", StringComparison.Ordinal));

        pair.First.Stop();
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}: connect refused*");
        string down = Lines(said, 3)[2];
        pair.First.Start();
        pair.Director.Journal.ShouldComeTo($"UP www {pair.First.Endpoint}: 200*");
        string[] lines = Lines(said, 4);

        down.Should().Match($"*|down|www|*|{pair.First.Endpoint}|connect refused|1|*|0|/|*");
        lines[3].Should().Match($"*|up|www|*|{pair.First.Endpoint}|200|2|*|0|/|*");
        lines.Select(line => long.Parse(line.Split('|')[7])).Should().BeInAscendingOrder();
        pair.Director.Journal.All("NOTIFY*").Should().BeEmpty();

        pair.Director.ShouldHaveTable(pair.Whole());
        Wait.Until(
            () => pair.Director.Journal.EditsTold == pair.Director.Table.Edits.Count, "all edits were read back");
        pair.Director.Daemon.Signal(Signals.Terminate);
        pair.Director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
        pair.Director.Journal.Pass();
        pair.Director.StartDaemon([]);
        pair.Director.Journal.ShouldComeTo("STARTED: 2 of 2 real servers up; first round took *");
        Wait.For(TimeSpan.FromSeconds(1));
        File.ReadAllLines(said).Should().HaveCount(4, "a restart that finds all as it was tells nobody");
    }

    [SystemFact("sh")]
    public void Program_IgnoresTerm_IsKilledAndHoldsUpNeitherChecksNorOthers()
    {
        using Pair pair = new(start: false);
        string said = pair.Director.Folder["said"];
        string hung = pair.Director.Folder["hung"];
        string hanging = Write(pair, "hang", Hanging, hung);
        string writing = Write(pair, "tell", Writing, said);
        pair.Director.Configure(
            pair.Configuration(service: $"notify down {hanging}") + Second(pair, $"notify down {writing}"));
        Start(pair);

        pair.First.Stop();
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}: connect refused*");
        pair.Second.Stop();
        Lines(hung, 1);
        Lines(said, 1).Should().ContainSingle().Which.Should().Contain("|down|other|");
        pair.First.Start();
        pair.Director.Journal.ShouldComeTo($"UP www {pair.First.Endpoint}: 200*");
        Running(hanging).Should().ContainSingle("one at a time for a service");
        pair.Director.Journal.ShouldComeTo(
            $"NOTIFY FAILED www *: {hanging}: no end within 10s, stopped; not said again until it works");
        Lines(hung, 2);

        pair.Director.Daemon.Signal(Signals.Terminate);
        pair.Director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
        Wait.Until(() => Running(hanging).Count == 0, "no program outlives the daemon");
    }

    [SystemFact("sh")]
    public void Program_FailsAgain_IsToldOnceAndLeavesNothing()
    {
        using Pair pair = new(start: false);
        string said = pair.Director.Folder["said"];
        string failing = Write(pair, "fail", Failing, said);
        pair.Director.Configure(pair.Configuration(service: $"notify any {failing}"));
        Start(pair);
        Lines(said, 2);
        int pid = pair.Director.Daemon.Pid;
        Wait.Until(() => Children(pid) == 0, "all have ended");
        int descriptors = ProcessView.DescriptorsAtRest(pid);
        for (int round = 1; round <= 3; round++)
        {
            pair.First.Stop();
            Lines(said, (2 * round) + 1);
            pair.First.Start();
            Lines(said, (2 * round) + 2);
        }

        pair.Director.Journal.All($"NOTIFY FAILED www *: {failing}: exit 1; not said again until it works")
            .Should().ContainSingle();
        File.WriteAllText(said + ".good", "");
        pair.First.Stop();
        pair.Director.Journal.ShouldComeTo($"NOTIFY www: {failing} works again after *; 8 runs failed");
        Wait.Until(() => Children(pid) == 0, "no child is left, nor one unreaped");
        ProcessView.DescriptorsAtRest(pid).Should().BeLessThanOrEqualTo(descriptors, "nothing is kept of seven runs");
    }

    [SystemFact("sh")]
    public void Program_NotThereOrOpenToAll_IsRefusedOrWarnedOf()
    {
        using Pair pair = new(start: false);
        string program = Write(pair, "tell", Writing, pair.Director.Folder["said"]);
        pair.Director.Configure(pair.Configuration(service: "notify any /nowhere/at/all"));
        DaemonExit missing = DaemonProcess.Run("check-config", "--file", pair.Director.Configuration);
        File.SetUnixFileMode(program, (UnixFileMode)0b111_111_111);
        pair.Director.Configure(pair.Configuration(service: $"notify any {program}"));
        DaemonExit open = DaemonProcess.Run("check-config", "--file", pair.Director.Configuration);

        missing.Code.Should().NotBe(0);
        (missing.Output + missing.Errors).Should().Contain("\"/nowhere/at/all\" is not there");
        open.Code.Should().Be(0);
        (open.Output + open.Errors).Should().Contain("can be written by its group or by everybody");
    }

    private static void Start(Pair pair)
    {
        pair.Director.Start();
        pair.Director.Journal.ShouldComeTo("STARTED: *");
    }

    private static string Second(Pair pair, string line) => $$"""
        virtual tcp 192.0.2.81:80 {
            name  other
            check http --url http://www.example.com/
            real  {{pair.Second.Endpoint}}
            {{line}}
        }

        """;

    private static string Write(Pair pair, string name, string text, string file)
    {
        string path = pair.Director.Folder.Write(name, text.Replace("{0}", file, StringComparison.Ordinal));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static string[] Lines(string file, int count)
    {
        Wait.Until(
            () => File.Exists(file) && File.ReadAllLines(file).Length >= count, $"{count} lines stand in {file}");
        return File.ReadAllLines(file);
    }

    private static int Children(int pid) =>
        File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private static List<string> Running(string program) =>
    [
        .. Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[^1])).Where(folder =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(program + "\0");
            }
            catch (IOException)
            {
                return false;
            }
        }),
    ];
}
