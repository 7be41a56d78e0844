using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>What the loop makes of a stream that is made secure.</summary>
public sealed class HandshakeTests
{
    [Fact]
    public void Handshake_EndsWell_TheCheckGoesOnInside()
    {
        LoopHarness harness = Harness(SimulatedPeer.Saying(PeerStep.Say("pong\n", 5_000)));

        harness.RunMs(900);

        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((1L, 0L));
    }

    [Theory]
    [InlineData(TlsResult.Handshake, CheckReason.TlsHandshake)]
    [InlineData(TlsResult.Alert, CheckReason.TlsAlert)]
    [InlineData(TlsResult.Expired, CheckReason.CertificateExpired)]
    [InlineData(TlsResult.Expiring, CheckReason.CertificateExpiring)]
    [InlineData(TlsResult.Untrusted, CheckReason.CertificateUntrusted)]
    [InlineData(TlsResult.NameMismatch, CheckReason.NameMismatch)]
    [InlineData(TlsResult.TooLong, CheckReason.TooLong)]
    public void Handshake_EndsBadly_FailsWithTheReason(TlsResult result, CheckReason expected)
    {
        LoopHarness harness = Harness(new SimulatedPeer { TlsEnd = new TlsEnd(result, 40) });

        harness.RunMs(3_500);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        (down.Reason, down.Number).Should().Be((expected, (short)40));
    }

    [Fact]
    public void Handshake_WithoutEnd_FailsAtTheReceiveTimeoutAsSilence()
    {
        LoopHarness harness = Harness(new SimulatedPeer { HandshakeUs = SimulatedPeer.Never });

        harness.RunMs(4_500);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.TlsTimeout);
        Reasons.IsSilence(CheckReason.TlsTimeout).Should().BeTrue("a cut-off director meets it everywhere");
    }

    [Fact]
    public void Handshake_Reset_IsTheHandshakesFailure()
    {
        LoopHarness harness = Harness(
            new SimulatedPeer { HandshakeUs = 50_000, Steps = [PeerStep.Reset(10_000)] });

        harness.RunMs(3_500);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.TlsHandshake);
    }

    [Theory]
    [InlineData(TlsResult.Alert, CheckReason.TlsAlert)]
    [InlineData(TlsResult.Secure, CheckReason.TlsHandshake)]
    public void Stream_BrokenAfterTheHandshake_FailsWithoutBeginningAgain(TlsResult broken, CheckReason expected)
    {
        SimulatedPeer peer = new()
        {
            TlsBreak = new TlsEnd(broken, 116),
            Steps = [PeerStep.Fail(OsError.Insecure, 50_000)],
        };
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000), new SecuredProgram()).Build();
        ManualClock clock = new(1_000_000_000);
        SimulatedSockets sockets = new(clock);
        sockets.Put(PlanFactory.Host(1), peer);

        SingleCheckReport report = SingleCheck.Run(plan, clock, sockets, seed: 1);

        report.Result.Should().Be(new CheckResult(expected, 116));
        report.TlsUs.Should().BeInRange(1, 5_000, "the handshake was over long before");
    }

    [Fact]
    public void Plan_WithTls_HandsEachSettingOnce()
    {
        SecuredProgram program = new();
        PlanFactory factory = new PlanFactory().Service(1);
        Plan plan = factory.Real(1, Timings.Every(1000), program).Real(2, Timings.Every(1000), program).Build();

        plan.TlsInUse().Should().ContainSingle().Which.Should().BeSameAs(program.Tls);
    }

    private static LoopHarness Harness(SimulatedPeer peer)
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000, fall: 1), new SecuredProgram()).Build();
        return new LoopHarness(plan, s => s.Put(PlanFactory.Host(1), peer), adopted: [true]);
    }
}
