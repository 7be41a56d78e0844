using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using FluentAssertions;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class CheckCommandTests
{
    [Fact]
    public void Check_OfAServerThatAnswersAsAsked_PassesWithItsPhases()
    {
        CommandRun run = CheckAgainst("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nOK\n", "--contains", "OK");

        run.Code.Should().Be(0);
        run.Output.Should().MatchRegex(
            @"^PASS 200 in \S+ \(connect \S+, send \S+, receive \S+; 41 bytes\) \| time=\d+\.\d{4}s;;;0\n$");
    }

    [Fact]
    public void Check_OfAServerThatAnswersOtherwise_FailsWithTheStatus()
    {
        CommandRun run = CheckAgainst("HTTP/1.1 503 Busy\r\n\r\n", "--status", "200-299,304");

        run.Code.Should().Be(2);
        run.Output.Should().StartWith("FAIL status 503 in ");
    }

    [Fact]
    public void Check_OfGarbage_ShowsItQuotedOnOneLine()
    {
        CommandRun run = CheckAgainst("\u001b[31m\"boo\"\r\n\r\n");

        run.Code.Should().Be(2);
        run.Output.Should().StartWith("FAIL malformed \"\\x1b[31m\\\"boo\\\"").And.NotContain("\u001b");
        run.Output.Split('\n').Should().HaveCount(2);
    }

    [Fact]
    public void Check_OfAClosedPort_FailsWithoutPhases()
    {
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        CommandRun run = CommandRun.Of("check", "tcp", taken.LocalEndPoint!.ToString()!);

        run.Code.Should().Be(2);
        run.Output.Should().MatchRegex(@"^FAIL connect refused in \S+ \| time=\d+\.\d{4}s;;;0\n$");
    }

    [Fact]
    public void Check_FromAnAddressThatIsNotOurs_IsInconclusive()
    {
        CommandRun run = CommandRun.Of("check", "tcp", "--source", "192.0.2.7", "127.0.0.1:1");

        run.Code.Should().Be(3);
        run.Output.Should().StartWith("INCONCLUSIVE no local address in ");
    }

    [Fact]
    public void Check_OfSteps_KeepsTheOrderGiven()
    {
        CommandRun run = Transaction("--send", "1", "--expect", "HTTP", "--expect=a", "--expect", "b", "--close");
        run.Output.Should().StartWith("PASS matched in ");

        run = Transaction("--send", "1", "--expect", "b", "--expect=a", "--expect", "HTTP");
        run.Code.Should().Be(2);
        run.Output.Should().StartWith("FAIL closed early in step 3 expect \"HTTP a b\" in ");

        run = Transaction("--close", "--send", "1");
        run.Error.Should().StartWith("lvsmon: --close: step 1: --close is the last step");

        static CommandRun Transaction(params string[] options) => CheckWith("transaction", "HTTP a b", options);
    }

    private static CommandRun CheckAgainst(string answer, params string[] options) =>
        CheckWith("http", answer, options);

    private static CommandRun CheckWith(string check, string answer, string[] options)
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Thread server = new(() =>
        {
            try
            {
                using Socket client = listener.AcceptSocket();
                client.Receive(new byte[1024]);
                client.Send(Encoding.Latin1.GetBytes(answer));
                client.Shutdown(SocketShutdown.Send);
                client.Receive(new byte[1]);
            }
            catch (SocketException)
            {
                // The check ends its connection with a reset, and a test that fails stops the listener.
            }
        })
        { IsBackground = true };
        server.Start();
        CommandRun run = CommandRun.Of(["check", check, .. options, listener.LocalEndpoint.ToString()!]);
        listener.Stop();
        return run;
    }
}
