using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using LvsMon.Testing.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Kernel;

public sealed class TimeoutAllocationTests
{
    private const int Looks = 50;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Work_SetAtEachLook_AllocatesNothing(bool refuses)
    {
        CannedTimeouts runner = new() { Refuses = refuses };
        TimeoutWork work = new(new SessionTimeouts(120, 60), runner, "/usr/sbin/ipvsadm", enabled: true);
        CountingSink sink = new();
        FactStream facts = new(new DetailPool(), sink);
        Look(work, runner, facts);
        long bytes = Allocation.Of(() => Look(work, runner, facts), 3);

        bytes.Should().Be(0);
        runner.Sets.Should().Be(4 * Looks);
        sink.Count.Should().Be(refuses ? 2 : 4 * Looks * 2, "trouble is told once, a change each time");
    }

    private static void Look(TimeoutWork work, CannedTimeouts runner, FactStream facts)
    {
        for (int i = 0; i < Looks; i++)
        {
            runner.AreSet = false;
            work.RequestLook();
            while (work.StartNext(i, facts))
            {
                work.Advance(tableWaits: false, i, facts);
            }

            facts.Flush(i);
        }
    }

    /// <summary>The kernel's timeouts, or those of the plan once they were set.</summary>
    private sealed class CannedTimeouts : CannedRunner
    {
        public bool AreSet { get; set; }

        public bool Refuses { get; init; }

        public int Sets { get; private set; }

        protected override CommandExit Answer(string word, ICommandOutput output)
        {
            if (word == "-L")
            {
                output.Standard(AreSet
                    ? "Timeout (tcp tcpfin udp): 120 120 60\n"u8
                    : "Timeout (tcp tcpfin udp): 900 120 300\n"u8);
                return default;
            }

            Sets++;
            AreSet = !Refuses;
            if (!Refuses)
            {
                return default;
            }

            output.Error("Permission denied (you must be root)\n"u8);
            return new CommandExit(false, 255);
        }
    }
}
