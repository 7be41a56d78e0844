using System;
using System.Globalization;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;
using Xunit.Abstractions;

namespace LvsMon.SystemTests.MainJob;

/// <summary>What lvsmon is for: real servers fail and come back; the log and the table say so, and no more.</summary>
public sealed class MainJobTests
{
    private static readonly string[] Foreign =
        ["-A -t 192.0.2.99:99 -s rr -p 77", "-a -t 192.0.2.99:99 -r 192.0.2.98:99 -g -w 7"];

    private readonly ITestOutputHelper _output;

    public MainJobTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [SystemFact(Needs.Root, "nginx", "sshd", "master", "setsid")]
    public void Daemon_ServersFailAndReturn_EdgesAndEditsAreExactlyTheConfigured()
    {
        using Director director = new();
        using NginxServer web1 = new(director.Folder, "web1", "127.0.1.11");
        using NginxServer web2 = new(director.Folder, "web2", "127.0.1.12");
        using NginxServer port = new(director.Folder, "port", "127.0.1.13");
        using SshServer ssh = new(director.Folder, "ssh", "127.0.1.21");
        using MailServer mail = new(director.Folder, "mail", "127.0.1.31");
        RealServer[] servers = [web1, web2, port, ssh, mail];
        Array.ForEach(servers, server => server.Start());
        director.Configure(Configuration(web1, web2, port, ssh, mail));
        director.Table.Table = Foreign;
        Table table = new(director, web1, web2, port, ssh, mail);

        director.Start();

        table.ShouldHold();
        director.PassStart().Should().OnlyContain(line => !line.StartsWith("DOWN", StringComparison.Ordinal));

        WebLosesOneAndThenBoth(director, table, web1, web2);
        SshIsQuiesced(director, table, ssh);
        MailIsRemoved(director, table, mail);
        PortStaysUpWhileHung(director, table, port);

        director.Daemon.Signal(Signals.Terminate);
        DaemonExit exit = director.Daemon.WaitForExit(Wait.Patience);
        director.Journal.ShouldSay("STOPPED: the table stays as it is");
        _output.WriteLine(director.Journal.ToString());
        director.Journal.Unread.Should().BeEmpty();
        director.Syslog.Strange.Should().BeEmpty();
        director.Table.Table.Should().ContainInOrder(Foreign);
        director.Table.Edits.Should().NotContain(edit => edit.Contains("192.0.2.99", StringComparison.Ordinal));
        exit.Errors.Should().BeEmpty();
        exit.Code.Should().Be(0);
    }

    private static void WebLosesOneAndThenBoth(Director director, Table table, NginxServer web1, NginxServer web2)
    {
        Journal journal = director.Journal;
        web1.Stop();
        journal.ShouldSay(
            $"DOWN www {web1.Endpoint}: connect refused; 2 of 2 failed; up for *; check *",
            $"TABLE www: 1 edit applied in * (delete {web1.Endpoint})");
        table.Web1 = null;
        table.ShouldHold();

        web2.Freeze();
        journal.ShouldSay(
            $"DOWN www {web2.Endpoint}: receive timeout; 2 of 2 failed; up for *; check *",
            "EMPTY www: no real server up, fallback 127.0.0.1:8080 in",
            $"TABLE www: 2 edits applied in * (*)");
        table.Web2 = null;
        table.Fallback = 1;
        table.ShouldHold();

        web1.Start();
        journal.ShouldSay(
            $"UP www {web1.Endpoint}: 200; 1 of 1 passed; down for *; check *",
            "SERVED www: 1 of 2 real servers up",
            "TABLE www: 2 edits applied in * (*)");
        table.Web1 = 10;
        table.Fallback = null;
        table.ShouldHold();

        web2.Thaw();
        journal.ShouldSay(
            $"UP www {web2.Endpoint}: 200; 1 of 1 passed; down for *; check *",
            $"TABLE www: 1 edit applied in * (add {web2.Endpoint})");
        table.Web2 = 5;
        table.ShouldHold();
    }

    /// <summary>on-failure quiesce: weight 0, whatever the cause.</summary>
    private static void SshIsQuiesced(Director director, Table table, SshServer ssh)
    {
        (Action Break, Action Heal, string Reason)[] troubles =
            [(ssh.Stop, ssh.Start, "connect refused"), (ssh.Freeze, ssh.Thaw, "receive timeout")];
        foreach ((Action breakIt, Action heal, string reason) in troubles)
        {
            breakIt();
            director.Journal.ShouldSay(
                $"DOWN ssh {ssh.Endpoint}: {reason}; 2 of 2 failed; up for *; check *",
                "EMPTY ssh: no real server up",
                $"TABLE ssh: 1 edit applied in * (edit {ssh.Endpoint} weight 0)");
            table.Ssh = 0;
            table.ShouldHold();

            heal();
            director.Journal.ShouldSay(
                $"UP ssh {ssh.Endpoint}: matched; 1 of 1 passed; down for *; check *",
                "SERVED ssh: 1 of 1 real server up",
                $"TABLE ssh: 1 edit applied in * (edit {ssh.Endpoint} weight 3)");
            table.Ssh = 3;
            table.ShouldHold();
        }
    }

    private static void MailIsRemoved(Director director, Table table, MailServer mail)
    {
        (Action Break, Action Heal, string Reason)[] troubles =
            [(mail.Stop, mail.Start, "connect refused"), (mail.Freeze, mail.Thaw, "receive timeout")];
        foreach ((Action breakIt, Action heal, string reason) in troubles)
        {
            breakIt();
            director.Journal.ShouldSay(
                $"DOWN mail {mail.Endpoint}: {reason}; 2 of 2 failed; up for *; check *",
                "EMPTY mail: no real server up",
                $"TABLE mail: 1 edit applied in * (delete {mail.Endpoint})");
            table.Mail = null;
            table.ShouldHold();

            heal();
            director.Journal.ShouldSay(
                $"UP mail {mail.Endpoint}: 220; 1 of 1 passed; down for *; check *",
                "SERVED mail: 1 of 1 real server up",
                $"TABLE mail: 1 edit applied in * (add {mail.Endpoint})");
            table.Mail = 1;
            table.ShouldHold();
        }
    }

    /// <summary>The kernel accepts connections for a stopped process: a connect check cannot see that.</summary>
    private static void PortStaysUpWhileHung(Director director, Table table, NginxServer port)
    {
        port.Freeze();
        Wait.For(TimeSpan.FromSeconds(3));
        director.Journal.Unread.Should().BeEmpty();
        table.ShouldHold();
        port.Thaw();

        port.Stop();
        director.Journal.ShouldSay(
            $"DOWN port {port.Endpoint}: connect refused; 2 of 2 failed; up for *; check *",
            "EMPTY port: no real server up",
            $"TABLE port: 1 edit applied in * (delete {port.Endpoint})");
        table.Port = null;
        table.ShouldHold();
    }

    private static string Configuration(
        NginxServer web1, NginxServer web2, NginxServer port, SshServer ssh, MailServer mail) => $$"""
        defaults {
            interval        500ms
            connect-timeout 1s
            receive-timeout 1s
            timeout         1500ms
            rise            1
            fall            2
        }
        virtual tcp 192.0.2.80:80 {
            name       www
            scheduler  wrr
            check      http --url http://www.example.com/health --status 200-299 --contains OK
            real       {{web1.Endpoint}} weight 10
            real       {{web2.Endpoint}} weight 5
            fallback   127.0.0.1:8080
        }
        virtual tcp 192.0.2.80:22 {
            name       ssh
            check      banner --preset ssh
            on-failure quiesce
            real       {{ssh.Endpoint}} weight 3
        }
        virtual tcp 192.0.2.80:25 {
            name       mail
            check      banner --preset smtp
            real       {{mail.Endpoint}}
        }
        virtual tcp 192.0.2.80:443 {
            name       port
            check      tcp
            real       {{port.Endpoint}}
        }

        """;

    /// <summary>What the table should hold: each weight, null for not in it.</summary>
    private sealed class Table(
        Director director, RealServer web1, RealServer web2, RealServer port, RealServer ssh, RealServer mail)
    {
        public int? Web1 { get; set; } = 10;

        public int? Web2 { get; set; } = 5;

        public int? Fallback { get; set; }

        public int? Port { get; set; } = 1;

        public int? Ssh { get; set; } = 3;

        public int? Mail { get; set; } = 1;

        /// <summary>Waits until the table is this.</summary>
        public void ShouldHold()
        {
            string?[] lines =
            [
                .. Foreign,
                "-A -t 192.0.2.80:80 -s wrr",
                "-A -t 192.0.2.80:22 -s wlc",
                "-A -t 192.0.2.80:25 -s wlc",
                "-A -t 192.0.2.80:443 -s wlc",
                Real(80, web1.Endpoint, Web1),
                Real(80, web2.Endpoint, Web2),
                Real(80, "127.0.0.1:8080", Fallback),
                Real(22, ssh.Endpoint, Ssh),
                Real(25, mail.Endpoint, Mail),
                Real(443, port.Endpoint, Port),
            ];
            director.ShouldHaveTable([.. lines.OfType<string>()]);
        }

        private static string? Real(int service, string endpoint, int? weight) => weight is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"-a -t 192.0.2.80:{service} -r {endpoint} -m -w {weight}");
    }
}
