using System;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Simulation.Surroundings;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Simulation.Tests;

public sealed class SimulatedNotifyTests
{
    private readonly ManualClock _clock = new(1_000_000);
    private readonly SimulatedNotify _programs;

    public SimulatedNotifyTests()
    {
        _programs = new SimulatedNotify(_clock, new CrashPoint(), new Draw(3)) { Watch = new Watch() };
    }

    [Fact]
    public void Program_WithoutAFault_EndsWellAndIsToldOnce()
    {
        Start(NotifyFault.None).Should().Be(OsError.None);

        _clock.Set(_programs.NextUs);
        _programs.Slot.Should().Be(Ready.Notify);
        _programs.Told();
        _programs.NextUs.Should().Be(long.MaxValue, "an end is one edge");
        _programs.IsLeftUnseen.Should().BeTrue();
        _programs.TryReap(0, out CommandExit exit).Should().BeTrue();
        exit.Should().Be(new CommandExit(false, 0));
        _programs.IsLeftUnseen.Should().BeFalse();
    }

    [Theory]
    [InlineData(nameof(NotifyFault.Hangs), true, 15)]
    [InlineData(nameof(NotifyFault.EndsWellOnTerm), false, 0)]
    public void Program_ThatHangs_EndsAtTerm(string fault, bool signalled, int code)
    {
        Start(Enum.Parse<NotifyFault>(fault));
        _clock.Advance(20_000_000);
        _programs.TryReap(0, out _).Should().BeFalse();

        _programs.Stop(0);
        _clock.Advance(1_000_000);

        _programs.TryReap(0, out CommandExit exit).Should().BeTrue();
        exit.Should().Be(new CommandExit(signalled, code));
    }

    [Theory]
    [InlineData(nameof(NotifyFault.IgnoresTerm), 10_000)]
    [InlineData(nameof(NotifyFault.Undying), 40_000_000)]
    public void Program_ThatIgnoresTerm_EndsAfterKill(string fault, long afterUs)
    {
        _programs.Script(Enum.Parse<NotifyFault>(fault), 1, undyingUs: 40_000_000);
        _programs.Start(0, default, 0);
        _programs.Stop(0);
        _clock.Advance(2_000_000);
        _programs.TryReap(0, out _).Should().BeFalse();

        _programs.Kill(0);
        _programs.TryReap(0, out _).Should().BeFalse();
        _clock.Advance(afterUs);

        _programs.TryReap(0, out CommandExit exit).Should().BeTrue();
        exit.Should().Be(new CommandExit(true, 9));
    }

    [Theory]
    [InlineData(nameof(NotifyFault.NoDescriptor), OsError.NoDescriptor)]
    [InlineData(nameof(NotifyFault.Missing), OsError.NotFound)]
    public void Start_ThatFails_LeavesThePlaceFree(string fault, OsError error)
    {
        Start(Enum.Parse<NotifyFault>(fault)).Should().Be(error);
        Start(NotifyFault.None).Should().Be(OsError.None);
    }

    [Fact]
    public void Start_InAPlaceThatIsTaken_IsAMistake()
    {
        Start(NotifyFault.Hangs);

        FluentActions.Invoking(() => Start(NotifyFault.None)).Should().Throw<SimulationFailure>();
        FluentActions.Invoking(() => _programs.Stop(1)).Should().Throw<SimulationFailure>();
    }

    private OsError Start(NotifyFault fault)
    {
        _programs.Script(fault, 1, 0);
        return _programs.Start(0, default, 0);
    }

    private sealed class Watch : INotifyWatch
    {
        public void Started(int place, ReadOnlySpan<byte> words, int arguments, OsError error)
        {
        }

        public void Reaped(int place, CommandExit exit)
        {
        }

        public void Signalled(int place, bool isKill)
        {
        }
    }
}
