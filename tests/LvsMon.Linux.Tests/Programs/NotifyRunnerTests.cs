using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;
using LvsMon.Linux.Time;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Programs;

public sealed class NotifyRunnerTests : IDisposable
{
    private readonly MonotonicClock _clock = new();
    private readonly EpollSocketSet _set;
    private readonly NotifyRunner _runner;
    private readonly TemporaryFolder _folder = new();
    private readonly Ready[] _ready = new Ready[16];

    public NotifyRunnerTests()
    {
        _set = new EpollSocketSet(4, _clock);
        _runner = new NotifyRunner(_set);
    }

    private string Said => Path.Combine(_folder.Path, "said");

    [Fact]
    public void Start_Shell_GetsItsWordsAndNothingElse()
    {
        Shell(
            0,
            $"echo \"$0 $1 $A\" > {Said}; env | cut -d= -f1 | sort | tr '\\n' ' ' >> {Said}; "
            + $"readlink /proc/$$/fd/0 /proc/$$/fd/2 >> {Said}; [ -e /proc/$$/fd/3 ] || echo closed >> {Said}; "
            + $"pwd >> {Said}; exit 7",
            ["zero", "one two"],
            "A=b c",
            "B=");

        WaitFor(0).Should().Be(new CommandExit(Signalled: false, 7));
        File.ReadAllLines(Said).Should().Equal(
            "zero one two b c", "A B PWD /dev/null", "/dev/null", "closed", "/");
    }

    [Fact]
    public void Start_WithoutDescriptors_StartsNothing()
    {
        int before = Descriptors.Count();
        byte[] words = Encoding.ASCII.GetBytes($"/bin/sh\0-c\0echo ran > {Said}\0A=b\0");
        OsError error;
        using (DescriptorFamine famine = new())
        {
            error = _runner.Start(0, words, 3);
        }

        error.Should().Be(OsError.NoDescriptor);
        Descriptors.Count().Should().Be(before);
        _runner.Start(0, words, 3).Should().Be(OsError.None);
        WaitFor(0).Should().Be(new CommandExit(Signalled: false, 0));
        File.ReadAllText(Said).Should().Be("ran\n", "it was started once");
    }

    [Fact]
    public void Start_NotThere_SaysSoAndLeavesNothing()
    {
        int before = Descriptors.Count();

        _runner.Start(0, "/nowhere/at/all\0A=b\0"u8, 1).Should().Be(OsError.NotFound);
        _runner.TryReap(0, out _).Should().BeFalse();

        Descriptors.Count().Should().Be(before);
    }

    [Fact]
    public void Stop_ProgramIgnoresTerm_EndsByKillWithAllItStarted()
    {
        Shell(3, $"trap '' TERM; sleep 300 & echo $! > {Said}; while :; do sleep 0.05; done");
        Until(() => File.Exists(Said) && File.ReadAllText(Said).Length > 0);
        string child = File.ReadAllText(Said).Trim();

        _runner.Stop(3);
        _set.Wait(_clock.NowUs + 100_000, _ready).Should().Be(0, "it goes on");
        _runner.TryReap(3, out _).Should().BeFalse();
        _runner.Kill(3);

        WaitFor(3).Should().Be(new CommandExit(Signalled: true, 9));
        Until(() => !File.Exists($"/proc/{child}/stat") || File.ReadAllText($"/proc/{child}/stat").Contains(") Z "));
    }

    [Fact]
    public void TryReap_ProgramLeftAnotherBehind_KillsThat()
    {
        Shell(0, $"sleep 300 & echo $! > {Said}");

        WaitFor(0).Should().Be(new CommandExit(Signalled: false, 0));

        string child = File.ReadAllText(Said).Trim();
        Until(() => !File.Exists($"/proc/{child}/stat") || File.ReadAllText($"/proc/{child}/stat").Contains(") Z "));
    }

    [Fact]
    public void Cycle_OfAllPlaces_AllocatesNothingAndKeepsNoDescriptor()
    {
        byte[] words = "/bin/true\0A=b\0"u8.ToArray();
        int before = Descriptors.Count();

        long bytes = Allocation.Of(() =>
        {
            for (int place = 0; place < _runner.Places; place++)
            {
                if (_runner.Start(place, words, 1) != OsError.None)
                {
                    throw new InvalidOperationException("it does not start");
                }
            }

            for (int place = 0; place < _runner.Places; place++)
            {
                while (!_runner.TryReap(place, out _))
                {
                    _set.Wait(_clock.NowUs + 1_000_000, _ready);
                }
            }
        });

        bytes.Should().Be(0);
        Descriptors.Count().Should().Be(before);
    }

    public void Dispose()
    {
        _runner.Dispose();
        _set.Dispose();
        _folder.Dispose();
    }

    private void Until(Func<bool> condition)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            (watch.Elapsed < TimeSpan.FromSeconds(20)).Should().BeTrue("it comes to that");
            _set.Wait(_clock.NowUs + 10_000, _ready);
        }
    }

    private void Shell(int place, string script, string[]? arguments = null, params string[] environment)
    {
        string[] words = ["/bin/sh", "-c", script, .. arguments ?? []];
        string text = string.Concat(words.Concat(environment).Select(word => word + '\0'));
        _runner.Start(place, Encoding.UTF8.GetBytes(text), words.Length).Should().Be(OsError.None);
    }

    /// <summary>Waits for the end as the loop does: in the wait, which must report it.</summary>
    private CommandExit WaitFor(int place)
    {
        int count = _set.Wait(_clock.NowUs + 20_000_000, _ready);
        _ready.Take(count).Select(one => one.Slot).Should().Equal(Ready.Notify);
        _runner.TryReap(place, out CommandExit exit).Should().BeTrue();
        return exit;
    }
}
