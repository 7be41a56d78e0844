using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Control;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Control;

/// <summary>How clients are treated, whatever they do.</summary>
public sealed class ControlServerTests
{
    private const string Version = "{\"version\":1,\"command\":\"version\"}";
    private const string Status = "{\"version\":1,\"command\":\"status\"}";

    [Fact]
    public void Request_EverySplit_IsAnsweredTheSame()
    {
        ControlScene scene = new();
        scene.Connect();
        byte[] request = Encoding.UTF8.GetBytes(Status + "\n" + Version + "\n");
        scene.Clients.Say(0, request);
        scene.Serve();
        string whole = scene.Clients.Heard(0);
        whole.Count(c => c == '\n').Should().Be(13);

        for (int cut = 1; cut < request.Length; cut++)
        {
            scene.Clients.Forget(0);
            scene.Clients.Say(0, request.AsSpan(0, cut));
            scene.Serve(3);
            scene.Clients.Say(0, request.AsSpan(cut));
            scene.Serve();
            scene.Clients.Heard(0).Should().Be(whole, $"cut at {cut}");
        }

        scene.Clients.MostReceived = 1;
        scene.Clients.Forget(0);
        scene.Clients.Say(0, request);
        scene.Serve(request.Length + 50);
        scene.Clients.Heard(0).Should().Be(whole);
    }

    [Fact]
    public void Answer_ClientTakesAFewBytesAtATime_IsTheSame()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Ask(Status);
        string whole = scene.Clients.Heard(0);
        scene.Clients.Forget(0);
        scene.Clients.SetRoom(0, 0);
        scene.Clients.Say(0, Encoding.UTF8.GetBytes(Status + "\n"));

        while (scene.Clients.Heard(0).Length < whole.Length)
        {
            scene.Clients.SetRoom(0, 7);
            scene.Serve(1);
        }

        scene.Clients.Heard(0).Should().Be(whole);
    }

    [Fact]
    public void Requests_ManyAtOnce_AreAnsweredOneAnAdvance()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Clients.Say(0, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Version + "\n", 100))));

        scene.Serve(3);
        int soon = scene.Documents().Count;
        scene.Serve(200);

        soon.Should().Be(2 * 3);
        scene.Documents().Should().HaveCount(200);
    }

    [Fact]
    public void Request_TooLong_IsToldAndTheClientLetGo()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Clients.Say(0, new byte[1 << 19]);

        scene.Serve(5);

        scene.Documents().Should().ContainSingle().Which.GetProperty("error").GetString().Should().Be("too-long");
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Request_LongestPossible_IsRead()
    {
        ControlScene scene = new();
        scene.Connect();
        string padded = Version + new string(' ', ControlLimits.RequestBytes - Version.Length - 1);

        scene.Ask(padded).Should().HaveCount(2);
        scene.Ask(padded).Should().HaveCount(2);
        scene.Ask(padded + " ")[0].GetProperty("error").GetString().Should().Be("too-long");
    }

    [Fact]
    public void Request_Garbage_IsToldAndTheNextIsAnswered()
    {
        ControlScene scene = new();
        scene.Connect();

        scene.Ask("\0\xff{{{").Should().ContainSingle()
            .Which.GetProperty("error").GetString().Should().Be("malformed");
        scene.Ask(Version)[0].GetProperty("pid").GetInt32().Should().Be(4711);
    }

    [Fact]
    public void Request_Half_IsToldWhenItsTimeIsOver()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Clients.Say(0, "{\"vers"u8);
        scene.Serve(2);
        scene.Server.NextUs.Should().Be(scene.NowUs + ControlLimits.RequestUs);
        scene.Harness.Clock.Advance(ControlLimits.RequestUs - 1);
        scene.Clients.Say(0, "i"u8);
        scene.Serve(2);
        scene.Clients.IsOpen(0).Should().BeTrue();

        scene.Harness.Clock.Advance(1);
        scene.Serve(1);

        scene.Documents().Should().ContainSingle().Which.GetProperty("error").GetString().Should().Be("too-slow");
        scene.Clients.IsOpen(0).Should().BeFalse();
        scene.Server.NextUs.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Request_HalfThenTheEnd_IsNone()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Clients.Say(0, "{\"version\":1,\"command\":\"version\"}"u8);
        scene.Clients.End(0);

        scene.Serve(3);

        scene.Clients.Heard(0).Should().BeEmpty();
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Request_ThenTheEnd_IsAnswered()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Clients.Say(0, Encoding.UTF8.GetBytes(Status + "\n"));
        scene.Clients.End(0);

        scene.Serve();

        scene.Documents()[^1].GetProperty("type").GetString().Should().Be("end");
        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Answer_Unread_EndsTheConnection(int bytesASecond)
    {
        ControlScene scene = new(new PlanFactory().Service(1).Reals(1, 400, Timings.Every(1000)).Build());
        scene.Connect();
        scene.Clients.SetRoom(0, 100);
        scene.Clients.Say(0, Encoding.UTF8.GetBytes(Status + "\n"));
        scene.Serve(2);

        for (int second = 0; second < 10; second++)
        {
            scene.Clients.IsOpen(0).Should().BeTrue($"it has 10 s and it is second {second}");
            scene.Harness.Clock.Advance(1_000_000);
            scene.Clients.SetRoom(0, bytesASecond);
            scene.Serve(1);
        }

        scene.Clients.IsOpen(0).Should().BeFalse("a byte now and then is no reading");
    }

    [Fact]
    public void Answer_ReadTooSlowlyAsAWhole_EndsTheConnection()
    {
        ControlScene scene = new(new PlanFactory().Service(1).Reals(1, 2000, Timings.Every(1000)).Build());
        scene.Connect();
        scene.Clients.Say(0, Encoding.UTF8.GetBytes(Status + "\n"));
        int seconds = 0;
        do
        {
            scene.Clients.SetRoom(0, 8192);
            scene.Serve(1);
            scene.Harness.Clock.Advance(5_000_000);
            seconds += 5;
        }
        while (scene.Clients.IsOpen(0) && seconds < 1000);

        seconds.Should().BeInRange(60, 70);
    }

    [Fact]
    public void Client_Idle_IsLetGoAfterAMinute()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Ask(Version);

        scene.Server.NextUs.Should().Be(scene.NowUs + ControlLimits.IdleUs);
        scene.Harness.Clock.Advance(ControlLimits.IdleUs);
        scene.Serve(1);

        scene.Clients.IsOpen(0).Should().BeFalse();
    }

    [Fact]
    public void Client_VanishesAmidAnAnswer_FreesItsPlace()
    {
        ControlScene scene = new(new PlanFactory().Service(1).Reals(1, 400, Timings.Every(1000)).Build());
        scene.Connect();
        scene.Clients.SetRoom(0, 100);
        scene.Clients.Say(0, Encoding.UTF8.GetBytes(Status + "\n"));
        scene.Serve(2);

        scene.Clients.Vanish(0);
        scene.Serve(1);

        scene.Clients.IsOpen(0).Should().BeFalse();
        scene.Connect();
        scene.Ask(Version).Should().HaveCount(2, "nothing is left of the one before");
    }

    [Fact]
    public void Clients_AllGreedy_AreServedInTurn()
    {
        ControlScene scene = new(new PlanFactory().Service(1).Reals(1, 400, Timings.Every(1000)).Build());
        for (int i = 0; i < ControlLimits.Clients; i++)
        {
            scene.Clients.Come(ControlScene.Root);
        }

        scene.Serve(8);
        for (int slot = 0; slot < ControlLimits.Clients; slot++)
        {
            scene.Clients.Say(slot, Encoding.UTF8.GetBytes(Status + "\n"));
        }

        scene.Serve(ControlLimits.Clients / ControlLimits.ClientsPerTurn);

        for (int slot = 0; slot < ControlLimits.Clients; slot++)
        {
            scene.Clients.Heard(slot).Length.Should().BeInRange(1, 8192, "each had one round, none two");
        }
    }

    [Fact]
    public void Answer_ConfigurationReloadedAmidIt_EndsWithAnError()
    {
        ControlScene scene = new(new PlanFactory().Service(1).Reals(1, 400, Timings.Every(1000)).Build());
        scene.Connect();
        scene.Clients.Say(0, Encoding.UTF8.GetBytes(Status + "\n"));
        scene.Serve(2);

        scene.Harness.Follow(ControlScene.SomePlan());
        scene.Answers.Follow();
        scene.Serve();

        scene.Documents()[^1].GetProperty("error").GetString().Should().Be("changed");
        scene.Ask(Status)[0].GetProperty("services").GetInt32().Should().Be(3);
    }

    [Fact]
    public void Close_ClientsOpen_LetsAllGo()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Connect();

        scene.Server.Close();

        scene.Clients.IsOpen(0).Should().BeFalse();
        scene.Clients.IsOpen(1).Should().BeFalse();
    }

    [Fact]
    public void Requests_AtRandom_AreAlwaysAnsweredWithWholeDocuments()
    {
        Random random = new(18);
        ControlScene scene = new();
        scene.Connect();
        byte[] bytes = Encoding.UTF8.GetBytes(Status + Version + "\n{}\"\\:,[]\0");
        for (int round = 0; round < 3000; round++)
        {
            if (!scene.Clients.IsOpen(0))
            {
                scene.Connect();
            }

            byte[] noise = new byte[random.Next(200)];
            for (int i = 0; i < noise.Length; i++)
            {
                noise[i] = bytes[random.Next(bytes.Length)];
            }

            scene.Clients.Forget(0);
            scene.Clients.SetRoom(0, int.MaxValue);
            scene.Clients.Say(0, noise);
            scene.Serve(noise.Count(b => b == '\n') + 2);
            scene.Documents().All(d => d.ValueKind == JsonValueKind.Object).Should().BeTrue();
            scene.Documents().Count(d => d.GetProperty("type").GetString() is "end" or "error")
                .Should().BeGreaterThanOrEqualTo(noise.Count(b => b == '\n'));
        }
    }
}
