using System;
using System.Globalization;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Processes;

/// <summary>What a child finds around itself, and what a run costs us.</summary>
public sealed partial class CommandRunnerTests
{
    /// <summary>32 and 33, which glibc keeps to itself and leaves ignored in a child.</summary>
    private const ulong OwnSignalsOfTheCLibrary = 0x1_8000_0000;

    [Fact]
    public void Child_Environment_IsFixed()
    {
        using CommandHarness harness = new();

        harness.Run(string.Empty, "/usr/bin/env").Code.Should().Be(0);
        harness.StandardText.Should().Be("PATH=/usr/sbin:/usr/bin:/sbin:/bin\nLC_ALL=C\n");
    }

    [Fact]
    public void Child_Arguments_ArriveAsGiven()
    {
        using CommandHarness harness = new();

        harness.Run(string.Empty, "/usr/bin/printf", "%s|", "a b", "", "$HOME;*", "ü").Code.Should().Be(0);
        harness.StandardText.Should().Be("a b||$HOME;*|\u00c3\u00bc|");
    }

    [Fact]
    public void Child_Descriptors_AreThreeOnly()
    {
        // As one that our own parent left open: without close-on-exec.
        int inherited = TestCalls.Duplicate(0);
        using CommandHarness harness = new();

        inherited.Should().BeGreaterThan(3);
        harness.Shell("echo /proc/$$/fd/*").Code.Should().Be(0);
        harness.StandardText.Trim().Split(' ').Select(path => path[(path.LastIndexOf('/') + 1)..])
            .Should().Equal(["0", "1", "2", "3"], "3 is the shell reading the folder");
        _ = FileCalls.Close(inherited);
    }

    [Fact]
    public void Child_Signals_AreDefaultAndUnblocked()
    {
        using CommandHarness harness = new();

        harness.Run(string.Empty, "/bin/cat", "/proc/self/status").Code.Should().Be(0);
        foreach (string field in new[] { "SigBlk:", "SigIgn:", "SigCgt:" })
        {
            string line = harness.StandardText.Split('\n').Single(text => text.StartsWith(field));
            string number = line[field.Length..].Trim();
            ulong signals = ulong.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            (signals & ~OwnSignalsOfTheCLibrary).Should().Be(0, line);
        }
    }

    [Fact]
    public void Child_ProcessGroup_IsItsOwn()
    {
        using CommandHarness harness = new();

        harness.Run(string.Empty, "/bin/cat", "/proc/self/stat").Code.Should().Be(0);
        string[] fields = harness.StandardText.Split(' ');
        fields[4].Should().Be(fields[0]);
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Run_OfACommand_AllocatesNothing(string kind)
    {
        using ISocketSet set = SocketSets.Create(kind);
        using CommandRunner runner = new((IWaitRegistry)set);
        int command = runner.Prepare("/bin/cat");
        CountingOutput output = new();
        byte[] input = new byte[200_000];
        Ready[] ready = new Ready[4];
        const int Runs = 4;
        Allocation.Of(() =>
        {
            for (int run = 0; run < Runs; run++)
            {
                RunOnce(runner, set, command, input, output, ready);
            }
        }).Should().Be(0);
        output.Bytes.Should().Be(Allocation.Rounds * Runs * 200_000);
    }

    private static void RunOnce(
        CommandRunner runner, ISocketSet set, int command, byte[] input, CountingOutput output, Ready[] ready)
    {
        if (runner.Start(command, input) != OsError.None)
        {
            return;
        }

        do
        {
            set.Wait(long.MaxValue, ready);
        }
        while (!runner.Advance(output, out _));
    }

    private sealed class CountingOutput : ICommandOutput
    {
        internal long Bytes { get; private set; }

        public void Standard(ReadOnlySpan<byte> bytes) => Bytes += bytes.Length;

        public void Error(ReadOnlySpan<byte> bytes) => Bytes += bytes.Length;
    }
}
