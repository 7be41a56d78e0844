using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>One check by hand, with the exit codes of a Nagios plugin.</summary>
public sealed class CheckCommandTests
{
    [SystemFact(Needs.Root, "nginx", "setsid")]
    public void Check_NginxAnswers_PassesOrFailsByTheStatus()
    {
        using TempFolder folder = new();
        using NginxServer server = new(folder, "nginx", "127.0.1.10");
        server.Start();

        const string Url = "http://www.example.com/health";
        DaemonExit pass = Check("http", "--url", Url, server.Endpoint);
        DaemonExit status = Check("http", "--url", "http://www.example.com/none", server.Endpoint);
        DaemonExit mismatch = Check("http", "--url", Url, "--contains", "KO", server.Endpoint);
        DaemonExit connected = Check("tcp", server.Endpoint);

        pass.Output.Should().MatchRegex(
            @"^PASS 200 in \S+ \(connect \S+, send \S+, receive \S+; \d+ bytes\) \| time=0\.\d+s;;;0\n$");
        pass.Code.Should().Be(0);
        status.Output.Should().StartWith("FAIL status 404 in ");
        status.Code.Should().Be(2);
        mismatch.Output.Should().StartWith("FAIL mismatch ");
        mismatch.Code.Should().Be(2);
        connected.Output.Should().StartWith("PASS connected in ");
        connected.Code.Should().Be(0);
    }

    [SystemFact("sshd", "ssh-keygen", "setsid")]
    public void Check_SshdGreets_PassesAndHangingFails()
    {
        using TempFolder folder = new();
        using SshServer server = new(folder, "ssh", "127.0.1.20");
        server.Start();

        DaemonExit pass = Check("banner", "--preset", "ssh", server.Endpoint);
        server.Freeze();
        DaemonExit hung = Check("banner", "--preset", "ssh", "--receive-timeout", "500ms", server.Endpoint);

        pass.Output.Should().StartWith("PASS matched");
        pass.Code.Should().Be(0);
        hung.Output.Should().StartWith("FAIL receive timeout");
        hung.Code.Should().Be(2);
    }

    [SystemFact(Needs.Root, "master", "setsid")]
    public void Check_PostfixGreets_Passes()
    {
        using TempFolder folder = new();
        using MailServer server = new(folder, "mail", "127.0.1.30");
        server.Start();

        Check("banner", "--preset", "smtp", server.Endpoint).Code.Should().Be(0);
    }

    [SystemFact]
    public void Check_ClosedPort_Fails()
    {
        DaemonExit exit = Check("tcp", $"127.0.1.40:{Ports.Free("127.0.1.40")}");

        exit.Output.Should().StartWith("FAIL connect refused in ");
        exit.Code.Should().Be(2);
    }

    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nsenter")]
    public void Check_NoRoute_IsInconclusive()
    {
        using NetworkNamespace space = new();
        using DaemonProcess process = DaemonProcess.Start(
            ["check", "tcp", "192.0.2.1:80"], NetworkNamespace.Prefix(space));

        DaemonExit exit = process.WaitForExit(Wait.Patience);

        exit.Output.Should().StartWith("INCONCLUSIVE no route in ");
        exit.Code.Should().Be(3);
    }

    [SystemFact]
    public void Check_WrongUsage_IsUnknownToNagios()
    {
        DaemonExit exit = Check("tcp", "www.example.com:80");

        exit.Errors.Should().Contain("is not ADDRESS:PORT");
        exit.Code.Should().Be(3);
    }

    private static DaemonExit Check(params string[] words) => DaemonProcess.Run(["check", .. words]);
}
