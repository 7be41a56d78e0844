using System;
using FluentAssertions;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Tests.Support;

/// <summary>A pipe whose reader can go.</summary>
internal sealed unsafe class PipeEnds : IDisposable
{
    private bool _isReaderGone;

    public PipeEnds()
    {
        int* ends = stackalloc int[2];
        FileCalls.Pipe(ends, 0).Should().Be(0);
        (Reader, Writer) = (ends[0], ends[1]);
    }

    public int Reader { get; }

    public int Writer { get; }

    public void CloseReader()
    {
        if (!_isReaderGone)
        {
            _ = FileCalls.Close(Reader);
        }

        _isReaderGone = true;
    }

    public void Dispose()
    {
        CloseReader();
        _ = FileCalls.Close(Writer);
    }
}
