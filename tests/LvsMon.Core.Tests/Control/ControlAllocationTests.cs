using System;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Control;
using LvsMon.Testing;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Control;

public sealed class ControlAllocationTests
{

    [Theory]
    [InlineData("{\"version\":1,\"command\":\"version\"}")]
    [InlineData("{\"version\":1,\"command\":\"status\"}")]
    [InlineData("{\"version\":1,\"command\":\"metrics\"}")]
    [InlineData("{\"version\":1,\"command\":\"status\",\"name\":\"shop\",\"service\":\"service 2\"}")]
    [InlineData("{\"version\":1,\"command\":\"status\",\"name\":\"nowhere\"}")]
    [InlineData("{\"version\":1,\"command\":\"sessions\"}")]
    [InlineData("{\"version\":1,\"command\":\"why\",\"service\":\"service 1\",\"real\":\"10.0.0.1:80\"}")]
    [InlineData("{\"version\":1,\"command\":\"why\",\"service\":\"service 1\",\"real\":\"[2001:db8::1]:80\"}")]
    [InlineData("{\"version\":1,\"command\":\"enable\",\"service\":\"service 1\",\"real\":\"10.0.0.1:80\"}")]
    [InlineData("{\"version\":1,\"comm")]
    [InlineData("\0\0\0")]
    public void Request_Any_AllocatesNothing(string text)
    {
        ControlScene scene = new();
        scene.Harness.Put(1, SimulatedPeer.Accepting());
        scene.Harness.RunMs(1500);
        byte[] line = Encoding.UTF8.GetBytes(text + "\n");

        Allocation.Of(() =>
        {
            scene.Connect();
            for (int i = 0; i < 20; i++)
            {
                scene.Clients.Forget(0);
                scene.Clients.Say(0, line);
                scene.Serve(4);
            }

            scene.Clients.End(0);
            scene.Serve(2);
        }).Should().Be(0);
        scene.Clients.Heard(0).Should().NotBeEmpty();
    }

    [Fact]
    public void Request_TenThousandRealServers_AllocatesNothing()
    {
        ControlScene scene = new(
            new PlanFactory().Service(1).Reals(1, 10_000, Timings.Every(10_000)).Build(), outBytes: 8 << 20);
        scene.Connect();
        byte[] line = Encoding.UTF8.GetBytes("{\"version\":1,\"command\":\"status\"}\n");

        Allocation.Of(() =>
        {
            scene.Clients.Forget(0);
            scene.Clients.Say(0, line);
            scene.Serve(2000);
        }).Should().Be(0);
        scene.Clients.Heard(0).Count(c => c == '\n').Should().Be(10_003);
    }

    [Fact]
    public void Client_RefusedOrExpired_AllocatesNothing()
    {
        ControlScene scene = new();

        Allocation.Of(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                scene.Connect(new Core.Os.ClientIdentity(1000, IsSelf: false, IsMember: false));
                scene.Connect();
                scene.Clients.Say(0, "{"u8);
                scene.Serve(2);
                scene.Harness.Clock.Advance(ControlLimits.RequestUs);
                scene.Serve(1);
            }
        }).Should().Be(0);
    }
}
