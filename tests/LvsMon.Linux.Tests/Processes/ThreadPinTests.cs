using System;
using System.IO;
using System.Linq;
using System.Threading;
using FluentAssertions;
using LvsMon.Linux.Processes;
using Xunit;

namespace LvsMon.Linux.Tests.Processes;

public sealed class ThreadPinTests
{
    [Fact]
    public void Pin_ToAProcessorAndBack_ChangesThisThreadOnly() => OnThread(() =>
    {
        string before = Allowed();
        int processor = FirstOf(before);
        ThreadPin pin = new();

        pin.Set(processor).Should().BeEmpty();
        Allowed().Should().Be($"{processor}");
        pin.Set(null).Should().BeEmpty();

        Allowed().Should().Be(before);
    });

    [Theory]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(-1)]
    public void Pin_ToAProcessorThatIsNotThere_SaysSoAndChangesNothing(int processor) => OnThread(() =>
    {
        string before = Allowed();

        new ThreadPin().Set(processor).Should().Be("it is not there, or not allowed here");

        Allowed().Should().Be(before);
    });

    [Fact]
    public void Pin_NeverSet_LeavesTheThreadAlone() => OnThread(() =>
    {
        string before = Allowed();

        new ThreadPin().Set(null).Should().BeEmpty();

        Allowed().Should().Be(before);
    });

    private static int FirstOf(string list) => int.Parse(list.Split(',', '-')[0]);

    private static string Allowed() => File.ReadLines("/proc/thread-self/status")
        .First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split('\t')[1];

    /// <summary>What is changed belongs to a thread, so it is one of the test's own.</summary>
    private static void OnThread(Action action)
    {
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        failure.Should().BeNull();
    }
}
