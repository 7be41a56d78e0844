using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Processes;

public sealed partial class CommandRunnerTests
{
    [Theory]
    [InlineData("epoll", 0)]
    [InlineData("epoll", 2_000)]
    [InlineData("epoll", 3_000_000)]
    [InlineData("select", 0)]
    [InlineData("select", 2_000)]
    [InlineData("select", 3_000_000)]
    public void Run_OfCat_GivesBackTheInput(string kind, int length)
    {
        using CommandHarness harness = new(kind);
        string input = string.Create(length, 0, (text, _) => text.Fill('x'));

        harness.Run(input, "/bin/cat").Should().Be(new CommandExit(false, 0));
        harness.StandardText.Should().Be(input);
        harness.ErrorText.Should().BeEmpty();
        harness.Runner.IsRunning.Should().BeFalse();
    }

    /// <summary>What the child sees of its input when the daemon dies here.</summary>
    [Fact]
    public void Advance_AtAnyTurn_HasWrittenWholeLines()
    {
        using CommandHarness harness = new();
        string input = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"-d -t 192.0.2.1:80 -r 192.0.2.{i}:80\n"));
        harness.Start(input, "/bin/sh", "-c", "echo $$; exec sleep 1000");
        harness.WaitForText("\n");
        using FileStream pipe = new($"/proc/{harness.StandardText.Trim()}/fd/0", FileMode.Open, FileAccess.Read);

        string seen = string.Empty;
        byte[] bytes = new byte[1024 * 1024];
        while (seen.Length < input.Length)
        {
            seen += Encoding.ASCII.GetString(bytes, 0, pipe.Read(bytes));
            seen.Should().EndWith("\n").And.Be(input[..seen.Length]);
            harness.Runner.Advance(harness, out _).Should().BeFalse();
        }

        harness.Runner.Kill();
        harness.Finish();
    }

    [Fact]
    public void Run_OfManyCommands_KeepsNoDescriptor()
    {
        using CommandHarness harness = new();
        harness.Shell("exit 0");
        int before = Descriptors.Count();
        for (int run = 0; run < 20; run++)
        {
            harness.Shell("echo out; echo err >&2").Code.Should().Be(0);
        }

        Descriptors.Count().Should().Be(before);
    }

    [Fact]
    public void Run_WithOutputOnBoth_KeepsThemApart()
    {
        using CommandHarness harness = new();

        harness.Shell("echo one; echo two >&2; exit 3").Should().Be(new CommandExit(false, 3));
        harness.StandardText.Should().Be("one\n");
        harness.ErrorText.Should().Be("two\n");
    }

    [Fact]
    public void Run_EndedByASignal_SaysWhich()
    {
        using CommandHarness harness = new();

        harness.Shell("kill -TERM $$").Should().Be(new CommandExit(true, 15));
    }

    [Fact]
    public void Run_WithLongOutput_HandsItOverInBoundedPieces()
    {
        using CommandHarness harness = new();

        harness.Run(string.Empty, "/usr/bin/head", "-c", "5000000", "/dev/zero").Code.Should().Be(0);
        harness.StandardText.Length.Should().Be(5_000_000);
        harness.LargestPiece.Should().BeLessThanOrEqualTo(64 * 1024);
        harness.MostBytesOfATurn.Should().BeLessThanOrEqualTo(320 * 1024);
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Run_WhenTheInputIsNotRead_EndsWithItsExit(string kind)
    {
        using CommandHarness harness = new(kind);

        harness.Run(new string('x', 1_000_000), "/bin/true").Should().Be(new CommandExit(false, 0));
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Run_WhenTheInputIsClosedByTheChild_DoesNotSpin(string kind)
    {
        using CommandHarness harness = new(kind);
        harness.Start(new string('x', 1_000_000), "/bin/sh", "-c", "exec 0<&-; echo closed; exec sleep 1000");
        harness.WaitForText("closed\n");
        harness.Runner.Advance(harness, out _).Should().BeFalse();

        harness.WaitBriefly().Should().Be(0);
        harness.Runner.Kill();
        harness.Finish().Should().Be(new CommandExit(true, ProcessCalls.SIGKILL));
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Run_WhenTheChildClosesItsOutput_DoesNotSpin(string kind)
    {
        using CommandHarness harness = new(kind);
        harness.Start(string.Empty, "/bin/sh", "-c", "echo closing; exec sleep 1000 >&- 2>&-");
        harness.WaitForText("closing\n");
        for (int turn = 0; turn < 10 && harness.WaitBriefly() != 0; turn++)
        {
            harness.Runner.Advance(harness, out _).Should().BeFalse();
        }

        harness.WaitBriefly().Should().Be(0);
        harness.Runner.Kill();
        harness.Finish().Signalled.Should().BeTrue();
    }

    [Fact]
    public void Run_WhenAGrandchildKeepsThePipes_EndsWithTheChild()
    {
        using CommandHarness harness = new();

        harness.Shell("sleep 1000 & echo $!").Should().Be(new CommandExit(false, 0));
        EndGrandchild(harness.StandardText).Should().BeTrue("it was still running");
    }

    [Fact]
    public void Run_WhenAGrandchildFloods_EndsWithTheChild()
    {
        using CommandHarness harness = new();

        harness.Shell("yes & echo $! >&2").Should().Be(new CommandExit(false, 0));
        harness.StandardText.Length.Should().BeLessThan(8_000_000);
        EndGrandchild(harness.ErrorText);
    }

    [Fact]
    public unsafe void Kill_OfAHangingChild_EndsItsWholeGroup()
    {
        using CommandHarness harness = new();
        harness.Start(string.Empty, "/bin/sh", "-c", "sleep 1000 & echo $!; wait");
        harness.WaitForText("\n");
        int grandchild = ProcessCalls.PidfdOpen(int.Parse(harness.StandardText, CultureInfo.InvariantCulture));

        harness.Runner.Kill();
        harness.Finish().Should().Be(new CommandExit(true, ProcessCalls.SIGKILL));
        PollEntry ended = new() { Descriptor = grandchild, Events = 1 };
        FileCalls.Poll(&ended, 1, 10_000).Should().Be(1, "a pidfd is readable when its process has ended");
        _ = FileCalls.Close(grandchild);
    }

    [Fact]
    public void Kill_WhenNothingRuns_IsHarmless()
    {
        using CommandHarness harness = new();

        harness.Runner.Kill();
        harness.Runner.Advance(harness, out _).Should().BeFalse();
        harness.Shell("exit 7").Code.Should().Be(7);
    }

    [Theory]
    [InlineData("/nonexistent/ipvsadm", OsError.NotFound)]
    [InlineData("/etc/passwd/ipvsadm", OsError.NotFound)]
    [InlineData("/etc/passwd", OsError.NotPermitted)]
    [InlineData("/etc", OsError.NotPermitted)]
    public void Start_OfWhatIsNoProgram_SaysWhy(string path, OsError expected)
    {
        using CommandHarness harness = new();
        int command = harness.Runner.Prepare(path);
        int before = Descriptors.Count();

        harness.Runner.Start(command, default).Should().Be(expected);
        harness.Runner.IsRunning.Should().BeFalse();
        Descriptors.Count().Should().Be(before);
    }

    [Fact]
    public void Start_OfAnUnknownFormat_IsAnError()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("garbage", "\u007fELF is not enough");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using CommandHarness harness = new();

        harness.Runner.Start(harness.Runner.Prepare(path), default).Should().Be(OsError.Other);
    }

    [Fact]
    public void Start_WithoutDescriptors_SaysSoAndRecovers()
    {
        using CommandHarness harness = new();
        int command = harness.Runner.Prepare("/bin/true");
        int before = Descriptors.Count();
        OsError error;
        using (DescriptorFamine famine = new())
        {
            error = harness.Runner.Start(command, default);
        }

        error.Should().Be(OsError.NoDescriptor);
        Descriptors.Count().Should().Be(before);
        harness.Shell("exit 4").Code.Should().Be(4);
    }

    [Fact]
    public void Start_WhileRunning_IsABrokenInvariant()
    {
        using CommandHarness harness = new();
        harness.Start(string.Empty, "/bin/sleep", "1000");

        harness.Invoking(running => running.Runner.Start(0, default)).Should().Throw<InvalidOperationException>();
        harness.Runner.Kill();
        harness.Finish();
    }

    [Fact]
    public void Prepare_OfARelativePath_IsRefused()
    {
        using CommandHarness harness = new();

        harness.Invoking(made => made.Runner.Prepare("ipvsadm")).Should().Throw<ArgumentException>();
        harness.Invoking(made => made.Runner.Prepare("/bin/echo", "a\0b")).Should().Throw<ArgumentException>();
    }

    /// <summary>Ends a process whose number a child has said; false when it had ended.</summary>
    private static bool EndGrandchild(string said) =>
        ProcessCalls.Kill(int.Parse(said, CultureInfo.InvariantCulture), ProcessCalls.SIGKILL) == 0;
}
