using System;
using FluentAssertions;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Native;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Logging;

public sealed unsafe class OutputReaderTests : IDisposable
{
    private readonly PipeEnds _pipe = new();

    public void Dispose() => _pipe.Dispose();

    [Fact]
    public void Stays_PipeThatIsRead_IsTrueAlsoWhenItIsFull()
    {
        OutputReader reader = new(_pipe.Writer);
        reader.Stays(0).Should().BeTrue();

        _ = FileCalls.Control(_pipe.Writer, FileCalls.F_SETFL, FileCalls.O_NONBLOCK);
        byte* bytes = stackalloc byte[4096];
        while (FileCalls.Write(_pipe.Writer, bytes, 4096) > 0)
        {
        }

        reader.Stays(0).Should().BeTrue();
        reader.Stays(1).Should().BeTrue();
    }

    [Fact]
    public void Stays_PipeThatNobodyReadsAnyMore_IsFalseAtOnce()
    {
        _pipe.CloseReader();

        new OutputReader(_pipe.Writer).Stays(int.MaxValue).Should().BeFalse();
    }

    [Fact]
    public void Stays_File_IsTrueAndAClosedDescriptorIsNot()
    {
        int file = FileCalls.Open("/dev/null", FileCalls.O_WRONLY | FileCalls.O_CLOEXEC, 0);

        new OutputReader(file).Stays(1).Should().BeTrue();
        _ = FileCalls.Close(file);
        new OutputReader(1_000_000).Stays(int.MaxValue).Should().BeFalse();
    }
}
