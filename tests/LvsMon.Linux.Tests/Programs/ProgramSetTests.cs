using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Programs;

/// <summary>Programs in a set: their surroundings are <see cref="ProgramSurroundingsTests"/>.</summary>
public sealed class ProgramSetTests
{
    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Program_Ends_TellsOutputAndStatus(string kind)
    {
        using ProgramHarness harness = new(kind);

        harness.RunShell("printf 'one '; sleep 0.05; echo two; exit 2").Should().Be((2, "one two\n"));
        harness.RunShell("exit 0").Should().Be((0, ""));
        harness.RunShell("exit 255").Should().Be((255, ""));
        harness.RunShell("kill -SEGV $$").Should().Be((-11, ""));
        harness.RunShell("echo x; exec >&-; sleep 0.05; exit 3").Should().Be((3, "x\n"), "its end is not its pipe's");
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Output_Endless_IsCutAndDoesNotHoldItUp(string kind)
    {
        using ProgramHarness harness = new(kind);

        (int status, string output) = harness.RunShell("head -c 3000000 /dev/zero | tr '\\0' x; exit 2");

        status.Should().Be(2);
        output.Should().Be(new string('x', RunningProgram.OutputBytes));
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Output_BeyondWhatIsForgotten_HoldsUpTheProgramAndLetsTheSetSleep(string kind)
    {
        using ProgramHarness harness = new(kind);
        harness.Run(ProgramHarness.Shell("exec yes"));
        int sleeps = 0;

        harness.Until(() =>
        {
            sleeps = harness.Turn(harness.Clock.NowUs + 50_000) == 0 ? sleeps + 1 : 0;
            return sleeps == 5;
        });

        harness.Output().Should().HaveLength(RunningProgram.OutputBytes);
        harness.Set.Close(0);
        harness.Until(() => harness.Set.Unreaped == 0);
    }

    [Fact]
    public void Grandchild_HoldsThePipe_EndsWithItsParent()
    {
        using ProgramHarness harness = new();

        (int status, string output) = harness.RunShell("sleep 300 & echo $!; exit 2");

        status.Should().Be(2);
        Until(() => !IsAlive(output));
    }

    [Fact]
    public void Grandchild_InASessionOfItsOwn_DoesNotHoldTheEnd()
    {
        using ProgramHarness harness = new();

        (int status, string output) = harness.RunShell(
            "setsid sh -c 'echo $$; sleep 0.3; kill -KILL $$' & sleep 0.1; exit 2");

        status.Should().Be(2);
        Until(() => !IsAlive(output));
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Close_OfASilentProgram_EndsItsWholeGroup(string kind)
    {
        using ProgramHarness harness = new(kind);
        harness.Run(ProgramHarness.Shell("sleep 300 & echo $! $$; wait"));
        harness.Until(() => harness.Output().EndsWith('\n'));
        string[] pids = harness.Output().Split(' ');

        harness.Set.Close(0);
        harness.Set.Unreaped.Should().Be(1, "nobody waits in a close");
        harness.Until(() => harness.Set.Unreaped == 0);

        Until(() => !pids.Any(IsAlive));
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Close_OfAProgramThatIgnoresTerm_KillsItASecondLater(string kind)
    {
        using ProgramHarness harness = new(kind);
        harness.Run(ProgramHarness.Shell("trap '' TERM; echo $$; while :; do sleep 0.1; done"));
        harness.Until(() => harness.Output().EndsWith('\n'));
        long closedUs = harness.Clock.NowUs;

        harness.Set.Close(0);
        harness.RunShellIn(1, "echo free").Should().Be("free\n", "the set goes on meanwhile");
        harness.Until(() => harness.Set.Unreaped == 0);

        (harness.Clock.NowUs - closedUs).Should().BeInRange(1_000_000, 5_000_000);
        Until(() => !IsAlive(harness.Output()));
    }

    [Fact]
    public void Wait_WhileNothingHappens_KeepsItsTime()
    {
        using ProgramHarness harness = new();
        harness.Run(ProgramHarness.Shell("sleep 300"));
        harness.Until(() => harness.Started.Count > 0);

        long untilUs = harness.Clock.NowUs + 30_000;
        harness.Turn(untilUs).Should().Be(0);

        harness.Clock.NowUs.Should().BeGreaterThanOrEqualTo(untilUs);
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Programs_MoreThanRunAtOnce_WaitTheirTurnInOrder(string kind)
    {
        using ProgramHarness harness = new(kind);
        ExternalProgram long_ = ProgramHarness.Shell("sleep 300");
        for (int slot = 0; slot < 24; slot++)
        {
            harness.Run(long_, slot);
        }

        harness.Until(() => harness.Started.Count == RunningPrograms.Limit);
        harness.Turn(harness.Clock.NowUs + 20_000).Should().Be(0);
        harness.Set.FinishConnect(20).Should().Be(OsError.WouldBlock);

        harness.Set.Close(21);
        harness.Set.Close(3);
        harness.Set.Close(7);
        harness.Until(() => harness.Started.Count == RunningPrograms.Limit + 2);

        harness.Started.Should().Equal([.. Enumerable.Range(0, 20), 20, 22], "21 was closed in the queue");
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Program_BesideSocketsThatStayReady_IsReportedAllTheSame(string kind)
    {
        using ProgramHarness harness = new(kind);
        Ready[] ready = new Ready[8];
        for (int slot = 1; slot <= ready.Length; slot++)
        {
            Endpoint target = new(IpAddress.FromV4(0x7F000001), 9);
            harness.Set.Connect(slot, target, default, transport: Transport.Datagram).Should().Be(OsError.None);
        }

        // What cannot be started has no descriptor that would be ready beside the others.
        harness.Run(ProgramHarness.Program("/nonexistent/program"));
        bool isReported = false;
        for (int wait = 0; wait < 20 && !isReported; wait++)
        {
            int count = harness.Set.Wait(harness.Clock.NowUs + 1_000_000, ready);
            isReported = ready.Take(count).Any(one => one.Slot == 0);
        }

        isReported.Should().BeTrue("the list is full of sockets every time");
    }

    [Theory]
    [InlineData("/nonexistent/program", OsError.NotFound)]
    [InlineData("/etc/passwd", OsError.NotPermitted)]
    [InlineData("/etc", OsError.NotPermitted)]
    public void Program_ThatIsNone_SaysWhy(string path, OsError error)
    {
        using ProgramHarness harness = new();
        harness.Run(ProgramHarness.Program(path));
        harness.Turn(harness.Clock.NowUs + 50_000).Should().Be(1);

        harness.Set.FinishConnect(0).Should().Be(error);
        harness.Set.Close(0);
        harness.Set.Unreaped.Should().Be(0);
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Programs_TwoHundred_LeaveNeitherDescriptorNorZombie(string kind)
    {
        using ProgramHarness harness = new(kind);
        harness.RunShell("exit 0");
        int descriptors = Descriptors.Count();
        int zombies = Zombies();

        for (int run = 0; run < 200; run++)
        {
            harness.RunToEnd(ProgramHarness.Program("/bin/echo", "x")).Should().Be((0, "x\n"));
        }

        Descriptors.Count().Should().Be(descriptors);
        harness.Set.Unreaped.Should().Be(0);
        Zombies().Should().BeLessThanOrEqualTo(zombies, "those there are were left by sets that were disposed of");
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Start_ReadAndReap_AllocateNothing(string kind)
    {
        using ProgramHarness harness = new(kind);
        ExternalProgram program = ProgramHarness.Program("/bin/true", "{address}", "{port}");
        Ready[] ready = new Ready[8];
        byte[] buffer = new byte[1024];

        Allocation.Of(() => Whole(harness.Set, program, ready, buffer, harness.Clock)).Should().Be(0);
    }

    [Fact]
    public void Start_WithoutDescriptors_SaysSoAndKeepsNone()
    {
        using ProgramHarness harness = new();
        harness.RunShell("exit 0");
        int before = Descriptors.Count();
        harness.Run(ProgramHarness.Program("/bin/true"));
        using (DescriptorFamine famine = new())
        {
            harness.Set.Wait(0, new Ready[1]).Should().Be(1);
        }

        harness.Set.FinishConnect(0).Should().Be(OsError.NoDescriptor);
        harness.Set.Close(0);
        Descriptors.Count().Should().Be(before);
        harness.RunShell("exit 4").Status.Should().Be(4);
    }

    [Fact]
    public void Dispose_WithProgramsRunning_KillsThem()
    {
        ProgramHarness harness = new();
        harness.Run(ProgramHarness.Shell("trap '' TERM; echo $$; while :; do sleep 0.1; done"));
        harness.Until(() => harness.Output().EndsWith('\n'));

        IsAlive(harness.Output()).Should().BeTrue();
        harness.Dispose();

        Until(() => !IsAlive(harness.Output()));
    }

    [Fact]
    public void Slot_AfterAProgram_TakesAConnectionAgain()
    {
        using ProgramHarness harness = new();
        harness.RunShell("exit 0").Status.Should().Be(0);

        harness.Set.Connect(0, new Endpoint(IpAddress.FromV4(0x7F000001), 1), default).Should().Be(OsError.None);
        harness.Set.Wait(harness.Clock.NowUs + 1_000_000, new Ready[1]).Should().Be(1);

        harness.Set.FinishConnect(0).Should().Be(OsError.Refused);
    }

    private static void Whole(
        ProgramSet set, ExternalProgram program, Ready[] ready, byte[] buffer, LvsMon.Linux.Time.MonotonicClock clock)
    {
        set.Run(0, program, ProgramHarness.Target, default);
        while (true)
        {
            set.Wait(clock.NowUs + 1_000_000, ready);
            if (set.FinishConnect(0) == OsError.None
                && set.Receive(0, buffer, out int received) == OsError.None && received == 0)
            {
                break;
            }
        }

        set.Close(0);
    }

    private static int Zombies()
    {
        string us = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        int count = 0;
        foreach (string folder in Directory.GetDirectories("/proc").Where(f => char.IsAsciiDigit(f[^1])))
        {
            string[] fields = Fields(Path.GetFileName(folder));
            count += fields.Length > 1 && fields[0] == "Z" && fields[1] == us ? 1 : 0;
        }

        return count;
    }

    /// <summary>State and parent and what follows; nothing of a process that is not there.</summary>
    private static string[] Fields(string pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static bool IsAlive(string pid) => Fields(pid.Trim()) is [not "Z", ..];

    /// <summary>What the kernel does by itself after a signal.</summary>
    private static void Until(Func<bool> isSo)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!isSo())
        {
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        }
    }
}
