using System;
using System.Text;
using FluentAssertions;
using LvsMon.Simulation.Peers;
using LvsMon.Simulation.Surroundings;
using Xunit;

namespace LvsMon.Simulation.Tests;

public sealed class RequestsTests
{
    private const int Peer = (int)PeerKind.Names;
    private readonly Requests _requests = new();

    [Fact]
    public void Fill_OfRequest_BeginsAsTheAttemptsOwn()
    {
        Ask(0, "one");
        Ask(1, "two");

        Filled(0, Datagrams.OfRequest, 2, "..x").Should().Be("onx");
        Filled(1, Datagrams.OfRequest, 9, "").Should().Be("two");
    }

    [Fact]
    public void Fill_OfEarlier_BeginsAsAnotherAttempts()
    {
        Ask(0, "one");
        Ask(1, "two");

        Filled(1, Datagrams.OfEarlier, 3, "").Should().Be("one");
    }

    [Fact]
    public void Fill_OfEarlierThatIsAlikeOrNone_BeginsOtherwise()
    {
        Ask(0, "one");
        Filled(0, Datagrams.OfEarlier, 3, "").Should().Be("nne");

        Ask(1, "one");
        Filled(1, Datagrams.OfEarlier, 3, "").Should().Be("nne");
    }

    [Fact]
    public void Fill_Raw_IsWhatTheScriptSays()
    {
        Ask(0, "one");

        Filled(0, Datagrams.Raw, 0, "").Should().BeEmpty();
        Filled(0, Datagrams.Raw, 0, "as it is").Should().Be("as it is");
    }

    [Fact]
    public void Note_OfTwoEchoesThatAskTheSame_Throws()
    {
        _requests.Grow(1);
        _requests.Begin(0, (int)PeerKind.Echo);
        _requests.Note(0, "one"u8);

        Action again = () => _requests.Note(0, "one"u8);

        again.Should().Throw<SimulationFailure>();
    }

    private void Ask(int slot, string request)
    {
        _requests.Grow(slot + 1);
        _requests.Begin(slot, Peer);
        _requests.Note(slot, Encoding.Latin1.GetBytes(request));
    }

    private string Filled(int slot, byte source, byte count, string text)
    {
        byte[] buffer = new byte[64];
        byte[] script = [source, count, .. Encoding.Latin1.GetBytes(text)];
        script.CopyTo(buffer, 0);
        return Encoding.Latin1.GetString(buffer, 0, _requests.Fill(slot, buffer, script.Length));
    }
}
