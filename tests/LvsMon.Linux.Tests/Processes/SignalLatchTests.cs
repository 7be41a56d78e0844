using System.Globalization;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;
using LvsMon.Linux.Time;
using Xunit;

namespace LvsMon.Linux.Tests.Processes;

public sealed class SignalLatchTests
{
    private const int SIGHUP = 1;
    private const int SIGINT = 2;
    private const int SIGTERM = 15;
    private const long LongUs = 10_000_000;

    [Theory]
    [InlineData(SIGTERM)]
    [InlineData(SIGINT)]
    public void Process_WithALatch_SeesItsSignals(int last)
    {
        using CommandHarness harness = new();
        harness.Start(string.Empty, Program.DotnetPath, Program.AssemblyPath, "signals");
        harness.WaitForText("\n");
        int pid = int.Parse(harness.StandardText, CultureInfo.InvariantCulture);

        for (int storm = 0; storm < 20; storm++)
        {
            ProcessCalls.Kill(pid, SIGHUP).Should().Be(0);
        }

        harness.WaitForText("Reload\n");
        ProcessCalls.Kill(pid, last).Should().Be(0);
        CommandExit exit = harness.Finish();
        exit.Should().Be(new CommandExit(false, 0), harness.StandardText + harness.ErrorText);
        harness.StandardText.Split('\n')[^2].Should().StartWith("Terminate", "alone or with a late Reload");
    }

    [Fact]
    public void Process_StartedWithSignalsIgnored_SeesThemAllTheSame()
    {
        using CommandHarness harness = new();
        string script = $"trap '' HUP INT TERM; exec {Program.DotnetPath} {Program.AssemblyPath} signals";
        harness.Start(string.Empty, "/bin/sh", "-c", script);
        harness.WaitForText("\n");
        int pid = int.Parse(harness.StandardText, CultureInfo.InvariantCulture);

        ProcessCalls.Kill(pid, SIGHUP).Should().Be(0);
        harness.WaitForText("Reload\n");
        ProcessCalls.Kill(pid, SIGINT).Should().Be(0);

        harness.Finish().Should().Be(new CommandExit(false, 0));
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Take_AfterASignal_GivesItOnce(string kind)
    {
        using ISocketSet set = SocketSets.Create(kind);
        using SignalLatch latch = new((IWaitRegistry)set);
        Ready[] ready = new Ready[4];
        latch.Take().Should().Be(SignalSet.None);

        ProcessCalls.Kill(System.Environment.ProcessId, SIGHUP).Should().Be(0);
        set.Wait(new MonotonicClock().NowUs + LongUs, ready).Should().Be(1);
        ready[0].Should().Be(new Ready(Ready.Signals, Readiness.Receive));
        latch.Take().Should().Be(SignalSet.Reload);
        latch.Take().Should().Be(SignalSet.None);
        set.Wait(0, ready).Should().Be(0);
    }
}
