using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>The servers themselves do what the other tests take for granted.</summary>
public sealed class RealServerTests
{
    private const string Request = "GET /health HTTP/1.0\r\n\r\n";

    [SystemFact("nginx", "setsid")]
    public void Nginx_WholeLife_AnswersOnlyWhileItRuns()
    {
        using TempFolder folder = new();
        using NginxServer server = new(folder, "nginx", "127.0.1.10");
        ShouldLive(server, Request, "HTTP/1.1 200 OK");
    }

    [SystemFact("sshd", "ssh-keygen", "setsid")]
    public void Sshd_WholeLife_AnswersOnlyWhileItRuns()
    {
        using TempFolder folder = new();
        using SshServer server = new(folder, "sshd", "127.0.1.20");
        ShouldLive(server, string.Empty, "SSH-2.0-OpenSSH");
    }

    [SystemFact(Needs.Root, "master", "setsid")]
    public void Postfix_WholeLife_AnswersOnlyWhileItRuns()
    {
        using TempFolder folder = new();
        using MailServer server = new(folder, "mail", "127.0.1.30");
        ShouldLive(server, string.Empty, "220 mail.example.com ESMTP");
    }

    private static void ShouldLive(RealServer server, string request, string answer)
    {
        server.Start();
        Ask(server, request).Should().StartWith(answer);

        server.Freeze();
        Ask(server, request, 300).Should().BeNull("a stopped process accepts and says nothing");

        server.Thaw();
        Ask(server, request).Should().StartWith(answer);

        server.Stop();
        Ports.Listens(server.Address, server.Port).Should().BeFalse();

        server.Start();
        Ask(server, request).Should().StartWith(answer);
    }

    /// <summary>What it says first, null when it says nothing in time.</summary>
    private static string? Ask(RealServer server, string request, int patienceMs = 20_000)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.ReceiveTimeout = patienceMs;
        socket.Connect(IPAddress.Parse(server.Address), server.Port);
        socket.Send(Encoding.ASCII.GetBytes(request));
        byte[] buffer = new byte[4096];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, socket.Receive(buffer));
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return null;
        }
    }
}
