using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Serving;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Serving;

/// <summary>What every server of clients holds, with one that sends back what it is sent.</summary>
public sealed class ClientServerTests
{
    private const int Places = 4;
    private readonly SimulatedClients _clients = new(Places + 1);
    private readonly EchoServer _server;

    public ClientServerTests()
    {
        _server = EchoServer.Of(_clients);
    }

    [Fact]
    public void Serve_AllAreReady_ServesSoManyInATurnAndNobodyTwiceBeforeAll()
    {
        Come(Places);
        for (int slot = 0; slot < Places; slot++)
        {
            _clients.Say(slot, "a"u8);
        }

        _server.Serve(0);
        Answered().Should().Be(2);
        _clients.Say(0, "b"u8);
        _clients.Say(1, "b"u8);
        _server.Serve(0);

        Answered().Should().Be(Places);
    }

    [Fact]
    public void TakeIn_ManyWait_TakesSoManyInATurn()
    {
        for (int i = 0; i < Places; i++)
        {
            _clients.Come(ClientIdentity.Unknown);
        }

        _server.Serve(0);

        _server.OpenClients.Should().Be(2);
    }

    [Fact]
    public void TakeIn_NoPlace_TellsOneAndMakesPlaceForOneOnceTheyAreIdleLong()
    {
        Come(Places);

        Come(1);
        _clients.Heard(Places).Should().Be("full");
        _clients.IsOpen(Places).Should().BeFalse();
        Come(1, EchoServer.PatienceUs);

        _server.OpenClients.Should().Be(Places);
        _clients.Waiting.Should().Be(0);
    }

    [Fact]
    public void TakeIn_NoDescriptor_RestsForATime()
    {
        _clients.AcceptError = OsError.NoDescriptor;
        _server.Serve(0);
        int tried = _clients.Accepts;

        _server.Serve(EchoServer.RestUs - 1);
        _clients.Accepts.Should().Be(tried);
        _server.NextUs.Should().Be(EchoServer.RestUs);
        _clients.AcceptError = OsError.None;
        _clients.Come(ClientIdentity.Unknown);
        _server.Serve(EchoServer.RestUs);
        _server.Serve(EchoServer.RestUs);

        _server.OpenClients.Should().Be(1);
    }

    [Fact]
    public void Client_TimeIsOver_IsToldWhenItHasBegunAndLetGo()
    {
        Come(2);
        _clients.Say(0, "?"u8);
        _server.Serve(0);
        _server.Serve(EchoServer.DeadlineUs);

        _clients.Heard(0).Should().Be("slow");
        _clients.Heard(1).Should().BeEmpty();
        _server.OpenClients.Should().Be(0);
        _server.NextUs.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Close_Everybody_IsLetGo()
    {
        Come(3);

        _server.Close();

        _server.OpenClients.Should().Be(0);
        Enumerable.Range(0, Places).Any(_clients.IsOpen).Should().BeFalse();
    }

    private void Come(int count, long nowUs = 0)
    {
        for (int i = 0; i < count; i++)
        {
            _clients.Come(ClientIdentity.Unknown);
            _server.Serve(nowUs);
        }
    }

    private int Answered() => Enumerable.Range(0, Places).Count(slot => _clients.Heard(slot).Length > 0);

    private sealed class EchoServer : ClientServer
    {
        public const long PatienceUs = 100;
        public const long RestUs = 50;
        public const long DeadlineUs = 1000;
        private readonly EchoClient[] _places;

        private EchoServer(IClientSet clients, EchoClient[] places)
            : base(clients, new ServingLimits(Places, 2, 16, PatienceUs, RestUs), places)
        {
            _places = places;
        }

        public static EchoServer Of(IClientSet clients)
        {
            byte[] memory = Memory(Places, 32);
            return new EchoServer(clients, [.. Enumerable.Range(0, Places).Select(
                slot => new EchoClient(clients, slot, new ArraySegment<byte>(memory, slot * 32, 32)))]);
        }

        private protected override int WriteRefusal(Span<byte> buffer, in ClientIdentity who, bool isFull)
        {
            "full"u8.CopyTo(buffer);
            return isFull ? 4 : 0;
        }

        private protected override void Begin(int slot, in ClientIdentity who, long nowUs) =>
            _places[slot].Begin(nowUs);
    }

    /// <summary>It never answers <c>?</c>.</summary>
    private sealed class EchoClient(IClientSet clients, int slot, ArraySegment<byte> memory)
        : ServedClient(clients, slot, memory, inputBytes: 16)
    {
        private bool _isSlow;

        protected override bool HasMore => false;

        public void Begin(long nowUs)
        {
            Open();
            IdleSinceUs = nowUs;
            DeadlineUs = nowUs + EchoServer.DeadlineUs;
        }

        protected override void Produce(long nowUs)
        {
            ReadOnlySpan<byte> answer = _isSlow ? "slow"u8 : Input.SequenceEqual("?"u8) ? default : Input;
            answer.CopyTo(Room);
            Wrote(answer.Length);
            Read(answer.Length);
        }

        protected override void RequestBegins(long nowUs) => IdleSinceUs = -1;

        protected override void Taken(long nowUs) => IdleSinceUs = nowUs;

        protected override void FailAsTooSlow() => _isSlow = true;

        protected override void Drop() => _isSlow = false;
    }
}
