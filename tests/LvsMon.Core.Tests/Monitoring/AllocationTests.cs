using FluentAssertions;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using LvsMon.Testing.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class AllocationTests
{
    private const int Hosts = 200;
    private static readonly SimulatedPeer[] Peers =
    [
        SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700)),
        SimulatedPeer.Refusing(),
        SimulatedPeer.Silent(),
        SimulatedPeer.Accepting(),
        SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("nope", 700)),
        SimulatedPeer.Saying(PeerStep.Reset(300)),
        SimulatedPeer.Failing(OsError.NoLocalPort),
        SimulatedPeer.Saying(PeerStep.Flood()),
    ];

    private const int Windows = 3;

    [Fact]
    public void HundredThousandTurns_OfEverything_AllocateNothing()
    {
        ManualClock clock = new();
        SimulatedSockets sockets = new(clock) { IsRecording = false };
        CountingSink sink = new();
        PlanFactory factory = new();
        for (int service = 0; service < 10; service++)
        {
            factory.Service(service).Reals(service * 20, 20, Timings.Every(200, fall: 2), FakePrograms.Ping);
        }

        Plan plan = factory.Build(50);
        MonitorLoop loop = new(plan, clock, sockets, new FactStream(new DetailPool(), sink));
        loop.Begin(default);
        Run(loop, clock, sockets, 20_000);
        long facts = sink.Count;
        long bytes = Allocation.Of(() => Run(loop, clock, sockets, 50_000), Windows);

        bytes.Should().Be(0);
        (sink.Count - facts).Should().BeGreaterThan(1000, "there were transitions");
        loop.Counters.Passed.Should().BeGreaterThan(1000);
        loop.Counters.Failed.Should().BeGreaterThan(1000);
        loop.Counters.Inconclusive.Should().BeGreaterThan(1000);
    }

    [Fact]
    public void Turns_OfTalkersAndHandshakesThatWait_AllocateNothing()
    {
        const int OfEach = 100;
        ManualClock clock = new();
        SimulatedSockets sockets = new(clock) { IsRecording = false };
        SimulatedPeer talker = new() { OwnUs = 400, Steps = [PeerStep.Flood()] };
        SimulatedPeer honest = new() { OwnUs = 400, Steps = [PeerStep.Say("pong\n", 5_000)] };
        for (int host = 0; host < 2 * OfEach; host++)
        {
            sockets.Put(PlanFactory.Host(host), host < OfEach ? talker : honest);
        }

        PlanFactory factory = new PlanFactory().Service(1)
            .Reals(0, OfEach, Timings.Every(1_000, fall: 1), new SecuredProgram(int.MaxValue))
            .Reals(OfEach, OfEach, Timings.Every(500), new SecuredProgram());
        MonitorLoop loop = new(
            factory.Build(), clock, sockets, new FactStream(new DetailPool(), new CountingSink()));
        loop.Begin(default);
        RunTurns(10_000);
        (long passed, long failed) = (loop.Counters.Passed, loop.Counters.Failed);
        long bytes = Allocation.Of(() => RunTurns(20_000), Windows);

        bytes.Should().Be(0);
        (loop.Counters.Passed - passed).Should().BeGreaterThan(OfEach, "handshakes had their steps");
        (loop.Counters.Failed - failed).Should().BeGreaterThan(OfEach, "talkers came to their end");

        void RunTurns(int turns)
        {
            for (int turn = 0; turn < turns; turn++)
            {
                loop.RunTurn();
            }
        }
    }

    private static void Run(MonitorLoop loop, ManualClock clock, SimulatedSockets sockets, int turns)
    {
        uint random = 12345;
        for (int turn = 0; turn < turns; turn++)
        {
            if (turn % 10 == 0)
            {
                random = (random * 1664525) + 1013904223;
                sockets.Put(PlanFactory.Host((int)(random >> 8) % Hosts), Peers[(random >> 20) % Peers.Length]);
            }

            if (turn % 20_000 == 19_999)
            {
                sockets.StallAt(clock.NowUs, 3_000_000);
            }

            loop.RunTurn();
        }
    }
}
