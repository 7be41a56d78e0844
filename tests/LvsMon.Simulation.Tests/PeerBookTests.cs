using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Simulation.Peers;
using Xunit;

namespace LvsMon.Simulation.Tests;

public sealed class PeerBookTests
{
    private static readonly PeerBook Book = new(new Draw(1));

    /// <summary>What is told to be up at the end of a storm must be what the scripts come to, one by one.</summary>
    [Fact]
    public void Book_OfEveryKindAndMode_ComesToWhatIsCalledUp()
    {
        Draw draw = new(2);
        foreach (PeerKind kind in Enum.GetValues<PeerKind>())
        {
            foreach (PeerMode mode in Enum.GetValues<PeerMode>())
            {
                bool? isUp = PeerBook.IsUp(kind, mode);
                for (int i = 0; i < 100 && isUp is not null; i++)
                {
                    ulong reasons = Book.Next(kind, mode, draw).Reasons;
                    ulong wrong = isUp == true ? ~PeerVariant.Passes : ~PeerVariant.Failures;
                    (reasons & wrong).Should().Be(0, $"{kind} {mode} is up: {isUp}");
                    reasons.Should().NotBe(0, $"{kind} {mode} comes to something");
                }
            }
        }
    }

    /// <summary>Silence of many would make the director doubt itself for good reason.</summary>
    [Theory]
    [InlineData(PeerMode.Refuse)]
    [InlineData(PeerMode.ConnectReset)]
    [InlineData(PeerMode.WrongAnswer)]
    [InlineData(PeerMode.CutAnswer)]
    [InlineData(PeerMode.EarlyClose)]
    public void Book_OfPeersThatMayBeDownAtTheEnd_HasNoSilence(object mode)
    {
        Draw draw = new(3);
        foreach (PeerKind kind in Enum.GetValues<PeerKind>().Where(kind => kind != PeerKind.Echo))
        {
            for (int i = 0; i < 100; i++)
            {
                (Book.Next(kind, (PeerMode)mode, draw).Reasons & PeerVariant.Silences).Should().Be(0, $"{kind}");
            }
        }
    }

    [Fact]
    public void Variant_OfEveryReason_AgreesWithTheProduct()
    {
        foreach (CheckReason reason in Enum.GetValues<CheckReason>())
        {
            PeerVariant.OutcomeOf(reason).Should().Be(Reasons.OutcomeOf(reason), $"{reason}");
            PeerVariant.Has(PeerVariant.Silences, reason).Should().Be(Reasons.IsSilence(reason), $"{reason}");
        }
    }
}
