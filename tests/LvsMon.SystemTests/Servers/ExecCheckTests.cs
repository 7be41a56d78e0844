using System.Collections.Generic;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>The check <c>exec</c> with Debian's monitoring plugins, against Debian's servers.</summary>
public sealed class ExecCheckTests
{
    private const string Address = "127.0.1.95";

    [SystemFact("check_http", "nginx", "setsid")]
    public void CheckHttp_WholeLife_FollowsTheServer()
    {
        using TempFolder folder = new();
        using NginxServer server = new(folder, "nginx", Address);
        string[] check = ["check_http", "-I", "{address}", "-p", "{port}", "-H", "www.example.com", "-t", "2"];
        server.Start();

        ShouldSay(server, "PASS exit 0 in ", [.. check, "-u", "/health"]);
        ShouldSay(server, "PASS exit 1 in ", [.. check, "-u", "/none"]);
        ShouldSay(server, "FAIL exit 2 \"HTTP CRITICAL", [.. check, "-u", "/health", "-s", "not there"]);
        ShouldSay(server, "INCONCLUSIVE exit 3 ", "check_http", "--no-such-option");

        server.Freeze();
        ShouldSay(server, "FAIL exit 2 \"CRITICAL - Socket timeout", [.. check, "-u", "/health"]);

        server.Thaw();
        ShouldSay(server, "PASS exit 0 in ", [.. check, "-u", "/health"]);

        server.Stop();
        ShouldSay(server, "FAIL exit 2 \"connect to address", [.. check, "-u", "/health"]);
    }

    [SystemFact("check_tcp", "nginx", "setsid")]
    public void CheckTcp_UpHungAndDown_SaysSo()
    {
        using TempFolder folder = new();
        using NginxServer server = new(folder, "nginx", Address);
        string[] check = ["check_tcp", "-H", "{address}", "-p", "{port}", "-t", "2"];
        server.Start();

        ShouldSay(server, "PASS exit 0 in ", check);
        string[] talk = [.. check, "-s", "GET / HTTP/1.0\r\n\r\n", "-e"];
        ShouldSay(server, "PASS exit 0 in ", [.. talk, "HTTP/1"]);
        ShouldSay(server, "PASS exit 1 in ", [.. talk, "not there"]);

        // Its kernel still takes connections: only who waits for an answer sees that the server hangs.
        server.Freeze();
        ShouldSay(server, "PASS exit 0 in ", check);
        ShouldSay(server, "FAIL exit 2 \"CRITICAL - Socket timeout", [.. talk, "HTTP/1"]);

        server.Thaw();
        ShouldSay(server, "PASS exit 0 in ", [.. talk, "HTTP/1"]);

        server.Stop();
        ShouldSay(server, "FAIL exit 2 \"connect to address", check);
    }

    [SystemFact("check_ssh", "sshd", "ssh-keygen", "setsid")]
    public void CheckSsh_UpHungAndDown_SaysSo()
    {
        using TempFolder folder = new();
        using SshServer server = new(folder, "sshd", Address);
        string[] check = ["check_ssh", "-t", "2", "-p", "{port}", "{address}"];
        server.Start();

        ShouldSay(server, "PASS exit 0 in ", check);

        server.Freeze();
        ShouldSay(server, "FAIL exit 2 ", check);

        server.Thaw();
        server.Stop();
        ShouldSay(server, "FAIL exit 2 ", check);
    }

    /// <summary>check_dns asks by nslookup, which takes the port 53 only.</summary>
    [SystemFact(Needs.Root, "check_dns", "nslookup", "unbound", "setsid")]
    public void CheckDns_UpAndDown_SaysSo()
    {
        using TempFolder folder = new();
        using UnboundServer server = new(folder, "unbound", Address, 53);
        string[] check = ["check_dns", "-s", "{address}", "-t", "2", "-H", "www.example.com"];
        server.Start();

        ShouldSay(server, "PASS exit 0 in ", check);
        ShouldSay(server, "FAIL exit 2 \"DNS CRITICAL", [.. check, "-a", "192.0.2.99"]);

        server.Stop();
        ShouldSay(server, "FAIL exit 2 ", check);
    }

    [SystemFact("check_tcp", "nginx", "setsid")]
    public void Daemon_WithPlugins_FollowsServersAndLeavesNoProcess()
    {
        using Director director = new();
        using NginxServer server = new(director.Folder, "nginx", Address);
        string hanging = Path.Combine(director.Folder.Path, "hanging");
        File.WriteAllText(hanging, "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 0.2; done\n");
        File.SetUnixFileMode(hanging, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        server.Start();
        director.Configure($$"""
            defaults {
                interval 300ms
                timeout  1s
                fall     2
            }
            virtual tcp 192.0.2.80:80 {
                name  www
                check exec --program {{Needs.Find("check_tcp")}} --arg -H --arg {address} --arg -p --arg {port}
                real  {{server.Endpoint}}
            }
            virtual tcp 192.0.2.81:80 {
                name  hung
                check exec --program {{hanging}}
                real  {{server.Endpoint}}
            }

            """);
        director.Start();
        director.Journal.ShouldComeTo($"UP www {server.Endpoint}: exit 0; *");

        server.Stop();
        director.Journal.ShouldComeTo($"DOWN www {server.Endpoint}: exit 2 \"connect to address*");
        server.Start();
        director.Journal.ShouldComeTo($"UP www {server.Endpoint}: exit 0; *");

        Wait.Until(() => Running(hanging).Count > 0, "the hanging program runs");
        Running(hanging).Count.Should().BeLessThan(4, "each is killed a second after its deadline");
        director.Daemon.Signal(Signals.Terminate);
        director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
        Wait.Until(() => Running(hanging).Count == 0, "no program outlives the daemon");
    }

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

    private static void ShouldSay(RealServer server, string begin, params string[] words)
    {
        string program = Needs.Find(words[0])!;
        DaemonExit exit = DaemonProcess.Run(
            ["check", "exec", "--program", program, .. words.Skip(1).Select(word => "--arg=" + word), server.Endpoint]);
        exit.Output.Should().StartWith(begin);
        exit.Code.Should().Be(begin[0] switch { 'P' => 0, 'F' => 2, _ => 3 });
    }
}
