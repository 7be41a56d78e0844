using System.Linq;
using FluentAssertions;
using LvsMon.Core.Control;
using LvsMon.Core.Os;
using Xunit;

namespace LvsMon.Core.Tests.Control;

/// <summary>Who is taken in, and what becomes of the others.</summary>
public sealed class ControlPlacesTests
{
    private static readonly ClientIdentity Reader = new(1000, IsSelf: false, IsMember: false, IsReader: true);

    private const string Version = "{\"version\":1,\"command\":\"version\"}";

    [Theory]
    [InlineData(0u, false, false, true)]
    [InlineData(1000u, true, false, true)]
    [InlineData(1000u, false, true, true)]
    [InlineData(1000u, false, false, false)]
    public void Client_ByWhoItIs_IsAnsweredOrRefused(uint user, bool isSelf, bool isMember, bool isAnswered)
    {
        ControlScene scene = new();

        scene.Connect(new ClientIdentity(user, isSelf, isMember));

        scene.Clients.IsOpen(0).Should().Be(isAnswered);
        if (!isAnswered)
        {
            scene.Documents().Should().ContainSingle()
                .Which.GetProperty("error").GetString().Should().Be("not-permitted");
        }
    }

    [Fact]
    public void Reader_Asking_IsAnsweredAndChangesNothing()
    {
        ControlScene scene = new();

        scene.Connect(Reader);

        scene.Ask(Version, slot: 0).Should().HaveCount(2);
        scene.Ask("{\"version\":1,\"command\":\"reload\"}", slot: 0).Should().ContainSingle()
            .Which.GetProperty("error").GetString().Should().Be("not-permitted");
        scene.Clients.IsOpen(0).Should().BeTrue("it may ask again");
    }

    [Fact]
    public void Readers_MoreThanTheirPlaces_LeaveSomeToThoseWhoMayChangeThings()
    {
        ControlScene scene = new();
        for (int i = 0; i < ControlLimits.Readers; i++)
        {
            scene.Connect(Reader);
        }

        scene.Connect(Reader);
        scene.Documents(ControlLimits.Readers).Should().ContainSingle()
            .Which.GetProperty("error").GetString().Should().Be("busy");
        for (int slot = ControlLimits.Readers; slot < ControlLimits.Clients; slot++)
        {
            scene.Connect(ControlScene.Root);
            scene.Clients.IsOpen(slot).Should().BeTrue();
        }

        scene.Clients.End(0);
        scene.Serve(2);
        scene.Connect(Reader);
        scene.Clients.IsOpen(0).Should().BeTrue("a reader has gone");
        ControlLimits.Readers.Should().BeLessThan(ControlLimits.Followers);
    }

    [Fact]
    public void Clients_MoreThanPlaces_AreToldAndOldIdleOnesMakePlace()
    {
        ControlScene scene = new();
        for (int i = 0; i < ControlLimits.Clients; i++)
        {
            scene.Clients.Come(ControlScene.Root);
        }

        scene.Serve();
        scene.Clients.Come(ControlScene.Root);
        scene.Serve(1);
        scene.Documents(ControlLimits.Clients).Should().ContainSingle()
            .Which.GetProperty("error").GetString().Should().Be("busy");
        Enumerable.Range(0, ControlLimits.Clients).Should().OnlyContain(slot => scene.Clients.IsOpen(slot));

        scene.Harness.Clock.Advance(ControlLimits.PatienceUs - 1);
        scene.Ask(Version, slot: 0);
        scene.Clients.Say(1, "{"u8);
        scene.Serve(2);
        scene.Harness.Clock.Advance(1);
        scene.Clients.Come(ControlScene.Root);
        scene.Serve(1);

        scene.Ask(Version, slot: 2).Should().HaveCount(2, "the place of the client that was idle longest is taken");
        scene.Clients.IsOpen(0).Should().BeTrue("it has just asked");
        scene.Clients.IsOpen(1).Should().BeTrue("it is asking");
    }

    [Theory]
    [InlineData(false, "not-permitted")]
    [InlineData(true, "busy")]
    public void Clients_WhoAreNotTaken_PushNobodyOut(bool isReader, string error)
    {
        ControlScene scene = new();
        for (int i = 0; i < ControlLimits.Clients; i++)
        {
            scene.Connect(i < ControlLimits.Readers ? Reader : ControlScene.Root);
        }

        scene.Harness.Clock.Advance(ControlLimits.PatienceUs);
        scene.Connect(Reader with { IsReader = isReader });

        scene.Documents(ControlLimits.Clients).Should().ContainSingle()
            .Which.GetProperty("error").GetString().Should().Be(error);
        Enumerable.Range(0, ControlLimits.Clients).Should().OnlyContain(slot => scene.Clients.IsOpen(slot));
    }

    [Fact]
    public void Clients_AThousandAtTheDoor_AreABoundedPieceOfWorkATurn()
    {
        ControlScene scene = new();
        for (int i = 0; i < 1000; i++)
        {
            scene.Clients.Come(ControlScene.Root);
        }

        for (int turn = 0; scene.Clients.Waiting > 0; turn++)
        {
            int before = scene.Clients.Accepts;
            scene.Server.Serve(scene.NowUs);
            (scene.Clients.Accepts - before).Should().BeInRange(1, ControlLimits.ClientsPerTurn);
            turn.Should().BeLessThan(1000);
        }
    }

    [Fact]
    public void Clients_NoDescriptor_RestsInsteadOfSpinning()
    {
        ControlScene scene = new();
        scene.Clients.AcceptError = OsError.NoDescriptor;

        scene.Serve(20);

        scene.Clients.Accepts.Should().Be(1);
        scene.Server.NextUs.Should().Be(scene.NowUs + 1_000_000);
        scene.Clients.AcceptError = OsError.None;
        scene.Clients.Come(ControlScene.Root);
        scene.Harness.Clock.Advance(1_000_000);
        scene.Serve(2);
        scene.Clients.IsOpen(0).Should().BeTrue();
    }
}
