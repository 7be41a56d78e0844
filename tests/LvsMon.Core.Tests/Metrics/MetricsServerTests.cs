using System;
using System.Globalization;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Metrics;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Control;
using LvsMon.Testing;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Metrics;

public sealed class MetricsServerTests
{
    private const string Get = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";

    [Fact]
    public void Get_Page_ComesInChunksAndTheConnectionEnds()
    {
        Scene scene = new(50);
        scene.Connect();

        string answer = scene.Ask(Get);

        answer.Should().StartWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n")
            .And.Contain("\r\nTransfer-Encoding: chunked\r\n").And.Contain("\r\nConnection: close\r\n");
        Unchunk(answer).Should().Be(scene.Text());
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Get_ByteByByte_IsTheSame()
    {
        Scene scene = new();
        scene.Connect();
        scene.Clients.MostReceived = 1;

        Unchunk(scene.Ask(Get)).Should().Be(scene.Text());
    }

    [Fact]
    public void Get_ClientThatTakesAFewBytes_GetsAllOfIt()
    {
        Scene scene = new();
        scene.Connect();
        scene.Clients.SetRoom(0, 0);
        scene.Ask(Get);
        for (int i = 0; i < 10_000 && scene.Clients.IsOpen(0); i++)
        {
            scene.Clients.SetRoom(0, 13);
            scene.Serve(1);
        }

        Unchunk(scene.Clients.Heard(0)).Should().Be(scene.Text());
    }

    [Fact]
    public void Get_OldVersion_EndsWithTheConnection()
    {
        Scene scene = new();
        scene.Connect();

        string answer = scene.Ask("GET /metrics HTTP/1.0\r\n\r\n");

        answer.Should().NotContain("chunked");
        answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Should().Be(scene.Text());
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Theory]
    [InlineData("HEAD /metrics HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK")]
    [InlineData("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 404 Not Found")]
    public void Head_Any_HasNoContent(string head, string status)
    {
        Scene scene = new();
        scene.Connect();

        scene.Ask(head).Should().StartWith(status).And.EndWith("\r\n\r\n");
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "404 Not Found", "Connection: close")]
    [InlineData("PUT /metrics HTTP/1.1\r\nHost: a\r\n\r\n", "405 Method Not Allowed", "\r\nAllow: GET, HEAD\r\n")]
    [InlineData("\0\0\0\r\n\r\n", "400 Bad Request", "Connection: close")]
    public void Request_Other_IsRefusedWithALength(string request, string status, string field)
    {
        Scene scene = new();
        scene.Connect();

        string answer = scene.Ask(request);

        string content = status[4..] + "\n";
        answer.Should().StartWith($"HTTP/1.1 {status}\r\n").And.Contain(field).And.EndWith("\r\n\r\n" + content)
            .And.Contain($"\r\nContent-Length: {content.Length}\r\n");
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Request_HeadWithoutEnd_IsRefusedAtItsBound()
    {
        Scene scene = new();
        scene.Connect();
        scene.Ask(new string('x', MetricsLimits.HeadBytes - 1)).Should().BeEmpty();

        scene.Ask("xx").Should().StartWith("HTTP/1.1 431 ");
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Request_SeveralAtOnce_AnswersTheFirst()
    {
        Scene scene = new();
        scene.Connect();

        Unchunk(scene.Ask(Get + Get + Get)).Should().Be(scene.Text());
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Request_HalfOne_IsTooSlow()
    {
        Scene scene = new();
        scene.Connect();
        scene.Ask("GET /metr");
        for (int second = 0; second < 4; second++)
        {
            scene.Control.Harness.Clock.Advance(1_000_000);
            scene.Ask("i");
        }

        scene.Clients.IsOpen(0).Should().BeTrue();
        scene.Control.Harness.Clock.Advance(1_000_000);
        scene.Serve(1);

        scene.Clients.Heard(0).Should().StartWith("HTTP/1.1 408 ");
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Client_ThatNeverReads_IsLetGo()
    {
        Scene scene = new();
        scene.Connect();
        scene.Clients.SetRoom(0, 0);
        scene.Ask(Get);
        scene.Clients.IsOpen(0).Should().BeTrue();

        scene.Control.Harness.Clock.Advance(MetricsLimits.UnreadUs);
        scene.Serve(1);

        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Client_ThatReadsOneByteNowAndThen_IsLetGo()
    {
        Scene scene = new();
        scene.Connect();
        scene.Clients.SetRoom(0, 0);
        scene.Ask(Get);
        for (int i = 0; i < 10; i++)
        {
            scene.Control.Harness.Clock.Advance(1_000_000);
            scene.Clients.SetRoom(0, 1);
            scene.Serve(1);
        }

        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Client_WhoFindsNoPlace_IsTold()
    {
        Scene scene = new();
        for (int i = 0; i < MetricsLimits.Clients; i++)
        {
            scene.Connect();
        }

        scene.Server.OpenClients.Should().Be(MetricsLimits.Clients);
        scene.Connect();
        scene.Clients.Heard(MetricsLimits.Clients).Should().StartWith("HTTP/1.1 503 ");
        scene.Clients.IsOpen(MetricsLimits.Clients).Should().BeFalse();
        scene.Control.Harness.Clock.Advance(MetricsLimits.PatienceUs);
        scene.Connect();
        scene.Server.OpenClients.Should().Be(MetricsLimits.Clients, "the silent one that came first made place");
        scene.Clients.IsOpen(MetricsLimits.Clients).Should().BeFalse();
    }

    [Fact]
    public void Reload_AmidAPage_EndsItWithoutItsLastChunk()
    {
        Scene scene = new(500);
        scene.Connect();
        scene.Clients.Say(0, Encoding.ASCII.GetBytes(Get));
        scene.Serve(3);

        scene.Control.Answers.Follow();
        scene.Serve(50);

        scene.Clients.Heard(0).Should().NotEndWith("0\r\n\r\n");
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Serve_AnyRequest_AllocatesNothing()
    {
        Scene scene = new(200);
        byte[] get = Encoding.ASCII.GetBytes(Get);
        long bytes = Allocation.Of(() =>
        {
            scene.Connect();
            scene.Clients.Say(0, get);
            scene.Serve(100);
            scene.Connect();
            scene.Clients.Say(0, "?\n\n"u8);
            scene.Serve(5);
        });

        bytes.Should().Be(0);
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    private static string Unchunk(string answer)
    {
        StringBuilder text = new();
        int at = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        while (true)
        {
            ReadOnlySpan<char> digits = answer.AsSpan(at, answer.IndexOf('\r', at) - at);
            int length = int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                answer[at..].Should().Be("0\r\n\r\n");
                return text.ToString();
            }

            answer.Substring(at + 4, 2).Should().Be("\r\n");
            text.Append(answer, at + 6, length);
            at += 6 + length + 2;
            answer.Substring(at - 2, 2).Should().Be("\r\n");
        }
    }

    private sealed class Scene
    {
        public Scene(int reals = 2)
        {
            Plan plan = new PlanFactory().Service(1).Reals(1, reals, Timings.Every(1000)).Build();
            Control = new ControlScene(plan);
            Clients = new SimulatedClients(MetricsLimits.Clients + 1);
            Server = new MetricsServer(Clients, Control.Page);
        }

        public ControlScene Control { get; }

        public SimulatedClients Clients { get; }

        public MetricsServer Server { get; }

        public void Connect()
        {
            Clients.Come(ClientIdentity.Unknown);
            Serve(1);
        }

        public void Serve(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                Server.Serve(Control.NowUs);
            }
        }

        public string Ask(string request)
        {
            Clients.Say(0, Encoding.Latin1.GetBytes(request));
            Serve(200);
            return Clients.Heard(0);
        }

        public string Text() => PageText.Of(Control.Page, Control.NowUs);
    }
}
