using System;
using System.Linq;
using System.Text;
using System.Threading;
using FluentAssertions;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Native;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Logging;

public sealed unsafe class StandardStreamTests : IDisposable
{
    private readonly PipeEnds _pipe = new();

    public void Dispose() => _pipe.Dispose();

    [Fact]
    public void Write_ToAPipe_ComesOutAsItIs()
    {
        using StandardStream stream = new(_pipe.Writer);

        stream.Write("one\n"u8);
        stream.Write(Encoding.ASCII.GetBytes("-two\n-"), 1, 4);

        Encoding.ASCII.GetString(Take(8)).Should().Be("one\ntwo\n");
        stream.Why.Should().BeNull();
    }

    /// <summary>More than a pipe holds, through one that somebody else has made non-blocking.</summary>
    [Fact]
    public void Write_MoreThanIsTakenAtOnce_WaitsForTheReader()
    {
        _ = FileCalls.Control(_pipe.Writer, FileCalls.F_SETFL, FileCalls.O_NONBLOCK);
        byte[] all = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];
        using StandardStream stream = new(_pipe.Writer);
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
        using StandardStream stream = new(_pipe.Writer);
        _pipe.CloseReader();

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

    /// <summary>So many bytes.</summary>
    private byte[] Take(int count)
    {
        byte[] taken = new byte[count];
        int length = 0;
        fixed (byte* room = taken)
        {
            while (length < count)
            {
                length += (int)FileCalls.Read(_pipe.Reader, room + length, (nuint)(count - length));
            }
        }

        return taken;
    }
}
