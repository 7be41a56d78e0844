using System;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>What the loop makes of a program: its turn, its output, its end.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(2, 0, 1, 0)]
    [InlineData(3, 0, 0, 1)]
    [InlineData(-11, 0, 1, 0)]
    public void Program_Ends_IsJudgedByItsStatus(int status, long passed, long failed, long inconclusive)
    {
        LoopHarness harness = Harness(Ending(status));

        harness.RunMs(900);

        (harness.Counters.Passed, harness.Counters.Failed, harness.Counters.Inconclusive)
            .Should().Be((passed, failed, inconclusive));
        harness.Sockets.Open.Should().Be(0);
    }

    [Fact]
    public void Program_SaysWhy_IsShown()
    {
        LoopHarness harness = Harness(Ending(2));

        harness.RunMs(900);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        Encoding.ASCII.GetString(harness.Details.Find(down.Detail, out _)).Should().Be("so it is");
    }

    [Fact]
    public void Program_WithoutEnd_FailsAtTheTimeoutOfAllAsSilence()
    {
        LoopHarness harness = Harness(SimulatedPeer.Saying(PeerStep.Say("working", 5_000)));
        ref readonly MonitorPlan plan = ref harness.Plan.Monitors[0];
        plan.AnswerUs.Should().Be(plan.TimeoutUs).And.BeGreaterThan(plan.ReceiveTimeoutUs);

        harness.RunFor(plan.ReceiveTimeoutUs + 10_000);
        harness.Counters.Failed.Should().Be(0, "the receive timeout is not for programs");
        harness.RunMs(5_000);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.ProgramTimeout);
        Reasons.IsSilence(CheckReason.ProgramTimeout).Should().BeTrue("a cut-off director meets it everywhere");
    }

    [Fact]
    public void Program_WaitedForItsTurn_HasItsWholeTimeAfterIt()
    {
        // Together longer than the timeout, each shorter.
        LoopHarness harness = Harness(Ending(0, startUs: 400_000, workUs: 400_000));

        harness.RunMs(1_400);

        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((1L, 0L));
    }

    [Fact]
    public void Program_NeverGetsItsTurn_IsInconclusive()
    {
        LoopHarness harness = Harness(SimulatedPeer.Silent());

        harness.RunMs(5_500);

        (harness.Counters.Failed, harness.Counters.Inconclusive).Should().Be((0L, 1L));
        harness.Facts(FactKind.Inconclusive).Select(f => f.Reason).Should().Equal(CheckReason.TooManyPrograms);
    }

    [Theory]
    [InlineData(OsError.NotFound, CheckReason.NotRunnable)]
    [InlineData(OsError.NotPermitted, CheckReason.NotRunnable)]
    [InlineData(OsError.Other, CheckReason.NotRunnable)]
    [InlineData(OsError.NoMemory, CheckReason.NoMemory)]
    [InlineData(OsError.NoDescriptor, CheckReason.NoDescriptor)]
    public void Program_CannotBeStarted_IsInconclusive(OsError error, CheckReason reason)
    {
        LoopHarness harness = Harness(SimulatedPeer.Ending(error));

        harness.RunMs(900);

        (harness.Counters.Failed, harness.Counters.Inconclusive).Should().Be((0L, 1L));
        harness.Facts(FactKind.Inconclusive).Select(f => f.Reason).Should().Equal(reason);
    }

    [Fact]
    public void Program_EndsWhileTheMachineStoodStill_IsOurOwnLag()
    {
        LoopHarness harness = Harness(
            Ending(2, workUs: 400_000), s => s.StallAt(1_000_200_000, 20_000_000, stopsPeers: true));

        harness.RunMs(21_000);

        harness.Counters.Failed.Should().Be(0);
        harness.Counters.Inconclusive.Should().BeGreaterThan(0);
    }

    [Fact]
    public void Program_MissesItsTurnWhileTheMachineStoodStill_IsOurOwnLag()
    {
        LoopHarness harness = Harness(
            Ending(0, startUs: 400_000), s => s.StallAt(1_000_200_000, 20_000_000, stopsPeers: true));

        harness.RunMs(26_000);

        harness.Facts(FactKind.Inconclusive).Should().BeEmpty("it was not for too many programs");
        harness.Facts(FactKind.Lag).Sum(f => f.A).Should().Be(1);
    }

    [Fact]
    public void Program_FloodsItsOutput_IsNotTooLong()
    {
        LoopHarness harness = Harness(new SimulatedPeer
        {
            Steps = [.. Enumerable.Repeat(PeerStep.Say(new string('x', 10_000), 1_000), 10), PeerStep.End(1_000)],
        });

        harness.RunMs(900);

        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((1L, 0L));
    }

    private static SimulatedPeer Ending(int status, long startUs = 300, long workUs = 5_000) => new()
    {
        ConnectUs = startUs,
        ExitStatus = status,
        Steps = [PeerStep.Say("so it is", workUs / 2), PeerStep.End(workUs / 2)],
    };

    private static LoopHarness Harness(SimulatedPeer peer, Action<SimulatedSockets>? prepare = null)
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(60_000, fall: 1), new RunningProgram()).Build();
        return new LoopHarness(
            plan,
            s =>
            {
                s.Put(PlanFactory.Host(1), peer);
                prepare?.Invoke(s);
            },
            adopted: [true]);
    }

    /// <summary>As the plugins of Nagios.</summary>
    private sealed class RunningProgram() : CheckProgram("running")
    {
        public override int MaxBytes => 100;

        public override int BufferBytes => 100;

        public override ExternalProgram Runs { get; } = new("/bin/true", []);

        public override Transport Transport => Transport.Program;

        public override CheckReason Silence => CheckReason.ProgramTimeout;

        public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Receive();

        public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
        {
            CheckScratch.As<int>(ref scratch) = Math.Min(bytes.Length, buffer.Length);
            bytes[..CheckScratch.As<int>(ref scratch)].CopyTo(buffer);
            return CheckStep.Receive();
        }

        public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
            throw new InvalidOperationException("a program has a status");

        public override CheckStep Exited(ref CheckScratch scratch, int status, Span<byte> buffer) => status switch
        {
            0 => CheckStep.Pass(CheckReason.Exited),
            3 => CheckStep.Fail(CheckReason.ExitUnknown, 3),
            _ => CheckStep.Fail(CheckReason.ExitRefused, 2, buffer[..CheckScratch.As<int>(ref scratch)]),
        };
    }
}
