using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Supervision;

/// <summary>
/// The filter of system calls in <c>packaging/lvsmon.service</c> against what the daemon and its children really call.
/// One that is refused too much ends the daemon at its start: the .NET runtime does not bear to be refused
/// sched_setaffinity.
/// </summary>
public sealed partial class SystemCallFilterTests
{
    [SystemFact("systemd-analyze", "strace")]
    public void Calls_OfTheDaemonAndItsChildren_AreThoseTheUnitAllows()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.Configure(pair.Configuration($"cpu 0\n control {director.Folder["c.sock"]}"));
        string trace = director.Folder["trace"];
        director.Syslog.Bind();
        director.Syslog.Read();
        director.StartDaemon(["strace", "-f", "-qq", "-o", trace]);
        director.ShouldHaveTable(pair.Whole());
        director.PassStart();
        int daemon = int.Parse(File.ReadLines(trace).First().Split(' ')[0]);
        pair.First.Hang();
        director.Journal.ShouldComeTo("DOWN*");
        DaemonProcess.Run("status", "--control", director.Folder["c.sock"]).Code.Should().Be(0);
        Signals.Send(daemon, Signals.Hangup);
        director.Journal.ShouldComeTo("RELOAD*");
        Signals.Send(daemon, Signals.Terminate);
        director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);

        string[] called = [.. File.ReadLines(trace).Select(line => Call().Match(line))
            .Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct()];

        called.Should().Contain(["execve", "connect", "epoll_wait", "sched_setaffinity"]);
        called.Except(Allowed()).Should().BeEmpty();
    }

    /// <summary>The lines of the unit, one after the other, as systemd.exec(5) reads them.</summary>
    private static HashSet<string> Allowed()
    {
        Dictionary<string, List<string>> groups = Groups();
        HashSet<string> allowed = [];
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "packaging/lvsmon.service"));
        foreach (string line in lines.Where(l => l.StartsWith("SystemCallFilter=", StringComparison.Ordinal)))
        {
            string words = line[(line.IndexOf('=') + 1)..];
            string[] calls = [.. words.TrimStart('~').Split(' ').SelectMany(word => Calls(groups, word))];
            if (words.StartsWith('~'))
            {
                allowed.ExceptWith(calls);
            }
            else
            {
                allowed.UnionWith(calls);
            }
        }

        return allowed;
    }

    private static IEnumerable<string> Calls(Dictionary<string, List<string>> groups, string word) =>
        word.StartsWith('@') ? groups[word].SelectMany(part => Calls(groups, part)) : [word];

    /// <summary>What <c>systemd-analyze syscall-filter</c> lists: a group's name, then its calls and groups.</summary>
    private static Dictionary<string, List<string>> Groups()
    {
        Dictionary<string, List<string>> groups = [];
        List<string> group = [];
        foreach (string line in Tool.Run("systemd-analyze", "syscall-filter").Split('\n'))
        {
            if (line.StartsWith('@'))
            {
                group = [];
                groups[line.Split(' ')[0]] = group;
            }
            else if (line.Trim() is { Length: > 0 } word && !word.StartsWith('#'))
            {
                group.Add(word);
            }
        }

        return groups;
    }

    [GeneratedRegex(@"^\d+ +([a-z_0-9]+)\(")]
    private static partial Regex Call();
}
