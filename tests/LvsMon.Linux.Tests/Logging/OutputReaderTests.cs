using System;
using FluentAssertions;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Native;
using Xunit;

namespace LvsMon.Linux.Tests.Logging;

public sealed unsafe class OutputReaderTests : IDisposable
{
    private readonly int _reader;
    private readonly int _writer;
    private bool _isReaderGone;

    public OutputReaderTests()
    {
        int* ends = stackalloc int[2];
        FileCalls.Pipe(ends, 0).Should().Be(0);
        (_reader, _writer) = (ends[0], ends[1]);
    }

    public void Dispose()
    {
        CloseReader();
        _ = FileCalls.Close(_writer);
    }

    [Fact]
    public void Stays_PipeThatIsRead_IsTrueAlsoWhenItIsFull()
    {
        OutputReader reader = new(_writer);
        reader.Stays(0).Should().BeTrue();

        _ = FileCalls.Control(_writer, FileCalls.F_SETFL, FileCalls.O_NONBLOCK);
        byte* bytes = stackalloc byte[4096];
        while (FileCalls.Write(_writer, bytes, 4096) > 0)
        {
        }

        reader.Stays(0).Should().BeTrue();
        reader.Stays(1).Should().BeTrue();
    }

    [Fact]
    public void Stays_PipeThatNobodyReadsAnyMore_IsFalseAtOnce()
    {
        CloseReader();

        new OutputReader(_writer).Stays(int.MaxValue).Should().BeFalse();
    }

    [Fact]
    public void Stays_File_IsTrueAndAClosedDescriptorIsNot()
    {
        int file = FileCalls.Open("/dev/null", FileCalls.O_WRONLY | FileCalls.O_CLOEXEC, 0);

        new OutputReader(file).Stays(1).Should().BeTrue();
        _ = FileCalls.Close(file);
        new OutputReader(1_000_000).Stays(int.MaxValue).Should().BeFalse();
    }

    private void CloseReader()
    {
        if (!_isReaderGone)
        {
            _ = FileCalls.Close(_reader);
        }

        _isReaderGone = true;
    }
}
