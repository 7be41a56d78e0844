using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Native;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Logging;

public sealed unsafe class ErrorStreamTests : IDisposable
{
    private readonly byte[] _buffer = new byte[8192];
    private int _reader;
    private int _writer;

    public ErrorStreamTests()
    {
        int* ends = stackalloc int[2];
        FileCalls.Pipe(ends, FileCalls.O_CLOEXEC).Should().Be(0);
        _reader = ends[0];
        _writer = ends[1];
    }

    public void Dispose()
    {
        Close(ref _reader);
        Close(ref _writer);
    }

    [Fact]
    public void Send_OfALine_AddsTheLineEnd()
    {
        ErrorStream stream = new(_writer);

        stream.Send("DOWN www"u8).Should().Be(OsError.None);
        stream.Send(default).Should().Be(OsError.None);
        Take().Should().Be("DOWN www\n\n");
    }

    [Fact]
    public void Send_OfTooLongALine_CutsIt()
    {
        ErrorStream stream = new(_writer);

        stream.Send(new byte[5000]).Should().Be(OsError.None);
        Take().Should().HaveLength(ErrorStream.MaxLineBytes + 1).And.EndWith("\n");
    }

    [Fact]
    public void Send_ToAFullPipe_WouldBlockAndDoesNotBlock()
    {
        ErrorStream stream = new(_writer);
        byte[] line = new byte[ErrorStream.MaxLineBytes];
        int sent = 0;
        while (stream.Send(line) == OsError.None)
        {
            sent++;
        }

        sent.Should().Be(16, "a pipe holds 64 kB");
        stream.Send("x"u8).Should().Be(OsError.WouldBlock);
        Take();
        stream.Send("x"u8).Should().Be(OsError.None);
    }

    [Fact]
    public void Send_WhenTheReaderIsGone_IsAnErrorAndNoSignal()
    {
        ErrorStream stream = new(_writer);
        Close(ref _reader);

        stream.Send("x"u8).Should().Be(OsError.Reset);
    }

    [Fact]
    public void Send_ToAClosedDescriptor_IsAnError()
    {
        ErrorStream stream = new(_writer);
        Close(ref _writer);

        stream.Send("x"u8).Should().Be(OsError.Other);
    }

    [Fact]
    public void Send_OfManyLines_AllocatesNothing()
    {
        ErrorStream stream = new(_writer);
        bool works = true;

        Allocation.Of(() => works &= stream.Send("DOWN www"u8) == OsError.None).Should().Be(0);
        works.Should().BeTrue();
    }

    private string Take()
    {
        fixed (byte* pointer = _buffer)
        {
            return Encoding.ASCII.GetString(_buffer, 0, (int)FileCalls.Read(_reader, pointer, (nuint)_buffer.Length));
        }
    }

    private static void Close(ref int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = FileCalls.Close(descriptor);
            descriptor = -1;
        }
    }
}
