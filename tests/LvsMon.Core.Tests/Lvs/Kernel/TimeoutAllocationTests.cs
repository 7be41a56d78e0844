using System;
using System.Collections.Generic;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Kernel;

[Collection("Lvs alone")]
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
        long least = long.MaxValue;
        for (int window = 0; window < 3; window++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Look(work, runner, facts);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.Should().Be(0);
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

    /// <summary>Answers with bytes made beforehand.</summary>
    private sealed class CannedTimeouts : ICommandRunner
    {
        private readonly List<string> _commands = [];
        private int _command;

        public bool IsRunning { get; private set; }

        public bool AreSet { get; set; }

        public bool Refuses { get; init; }

        public int Sets { get; private set; }

        public int Prepare(string path, params ReadOnlySpan<string> arguments)
        {
            _commands.Add(arguments[0]);
            return _commands.Count - 1;
        }

        public OsError Start(int command, ReadOnlyMemory<byte> input)
        {
            _command = command;
            IsRunning = true;
            return OsError.None;
        }

        public bool Advance(ICommandOutput output, out CommandExit exit)
        {
            exit = default;
            IsRunning = false;
            if (_commands[_command] == "-L")
            {
                output.Standard(AreSet
                    ? "Timeout (tcp tcpfin udp): 120 120 60\n"u8
                    : "Timeout (tcp tcpfin udp): 900 120 300\n"u8);
                return true;
            }

            Sets++;
            AreSet = !Refuses;
            if (Refuses)
            {
                output.Error("Permission denied (you must be root)\n"u8);
                exit = new CommandExit(false, 255);
            }

            return true;
        }

        public void Kill()
        {
            // Ends at once anyway.
        }
    }
}
