using System;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Supervision;

/// <summary>The daemon as <c>packaging/lvsmon.service</c> runs it: no root, CAP_NET_ADMIN and nothing else.</summary>
public sealed class OwnUserTests
{
    private const string User = "65534";

    /// <summary>CAP_NET_ADMIN alone, as /proc writes it (capability 12 of linux/capability.h).</summary>
    private const string NetAdmin = "0000000000001000";

    [SystemFact(Needs.Root, "setpriv")]
    public void Daemon_AsAUserWithOneCapability_KeepsTheTableAndHandsTheCapabilityToIpvsadm()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.Configure(pair.Configuration($"cpu 0\n control {director.Folder["run/c.sock"]}"));
        string standIn = director.Table.Path + ".hidden";
        string seen = director.Folder["seen"];

        // Moved to its place: another run of ipvsadm may write while it is read.
        director.Table.Replace($"cat /proc/self/status >{seen}.$$ && mv {seen}.$$ {seen}\nexec {standIn} \"$@\"");
        director.Folder.Make("run");
        Tool.Run("chown", "-R", User, director.Folder.Path);
        director.Syslog.Bind();
        director.Syslog.Read();
        Tool.Run("chmod", "666", director.Syslog.Path);
        using NoticeReader manager = new(director.Folder["notify"]);
        Tool.Run("chmod", "666", manager.Place);
        director.StartDaemon([
            .. manager.Prefix("setpriv"), $"--reuid={User}", $"--regid={User}", "--clear-groups",
            "--inh-caps=-all,+net_admin", "--ambient-caps=-all,+net_admin", "--bounding-set=-all,+net_admin",
            "--no-new-privs",
        ]);

        manager.Await("READY=1");
        director.ShouldHaveTable(pair.Whole());
        Value(seen, "CapEff").Should().Be(NetAdmin);
        Value(seen, "CapBnd").Should().Be(NetAdmin);
        Value(seen, "Uid").Should().Be($"{User}\t{User}\t{User}\t{User}");
        Value($"/proc/{director.Daemon.Pid}/status", "CapEff").Should().Be(NetAdmin);
        Value($"/proc/{director.Daemon.Pid}/task/{director.Daemon.Pid}/status", "Cpus_allowed_list").Should().Be("0");
        Directory.GetFiles(director.Folder["state"]).Select(Path.GetFileName).Should()
            .Contain(name => name!.StartsWith("lock-net-", StringComparison.Ordinal));
        DaemonProcess.Run("status", "--control", director.Folder["run/c.sock"]).Output.Should().Contain("2 of 2 up");
        director.Journal.Unread.Should().NotContain(line => line.StartsWith("NO ", StringComparison.Ordinal));

        director.Daemon.Signal(Signals.Terminate);
        director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
    }

    private static string Value(string file, string name) => File.ReadLines(file)
        .First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();
}
