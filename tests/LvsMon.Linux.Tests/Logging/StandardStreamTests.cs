using System;
using System.Linq;
using System.Text;
using System.Threading;
using FluentAssertions;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Native;
using Xunit;

namespace LvsMon.Linux.Tests.Logging;

public sealed unsafe class StandardStreamTests : IDisposable
{
    private readonly int _reader;
    private readonly int _writer;
    private bool _isReaderGone;

    public StandardStreamTests()
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
    public void Write_ToAPipe_ComesOutAsItIs()
    {
        using StandardStream stream = new(_writer);

        stream.Write("one\n"u8);
        stream.Write(Encoding.ASCII.GetBytes("-two\n-"), 1, 4);

        Encoding.ASCII.GetString(Take(8)).Should().Be("one\ntwo\n");
        stream.Why.Should().BeNull();
    }

    /// <summary>More than a pipe holds, through one that somebody else has made non-blocking.</summary>
    [Fact]
    public void Write_MoreThanIsTakenAtOnce_WaitsForTheReader()
    {
        _ = FileCalls.Control(_writer, FileCalls.F_SETFL, FileCalls.O_NONBLOCK);
        byte[] all = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];
        using StandardStream stream = new(_writer);
        Thread writing = new(() => stream.Write(all));
        writing.Start();

        byte[] taken = Take(all.Length);

        writing.Join();
        taken.Should().Equal(all);
        stream.Why.Should().BeNull();
    }

    [Fact]
    public void Write_NobodyReadsAnyMore_IsDroppedAndNoTrouble()
    {
        using StandardStream stream = new(_writer);
        CloseReader();

        stream.Write("one\n"u8);
        stream.Write("two\n"u8);

        stream.Why.Should().BeNull();
    }

    [Fact]
    public void Write_FullDisk_IsDroppedAndSaid()
    {
        int full = FileCalls.Open("/dev/full", FileCalls.O_WRONLY | FileCalls.O_CLOEXEC, 0);
        using StandardStream stream = new(full);
        stream.Why.Should().BeNull();

        stream.Write("one\n"u8);

        stream.Why.Should().Be("No space left on device");
        _ = FileCalls.Close(full);
    }

    private void CloseReader()
    {
        if (!_isReaderGone)
        {
            _ = FileCalls.Close(_reader);
        }

        _isReaderGone = true;
    }

    /// <summary>So many bytes.</summary>
    private byte[] Take(int count)
    {
        byte[] taken = new byte[count];
        int length = 0;
        fixed (byte* room = taken)
        {
            while (length < count)
            {
                length += (int)FileCalls.Read(_reader, room + length, (nuint)(count - length));
            }
        }

        return taken;
    }
}
