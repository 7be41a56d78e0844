using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Logging;

/// <summary>
/// Datagrams to a local syslog daemon, by default at /dev/log (unix(7), SOCK_DGRAM). Opened at the first line, and
/// again when the daemon behind it has been restarted; a full queue is an answer, not a wait.
/// </summary>
public sealed unsafe class SyslogSocket : ILineSocket, IDisposable
{
    private const int NoDescriptor = -1;
    private readonly byte[] _address;
    private int _descriptor = NoDescriptor;

    /// <summary>Names the socket; opens nothing yet.</summary>
    /// <exception cref="ArgumentException">The path is empty, holds a NUL or is longer than 107 bytes.</exception>
    public SyslogSocket(string path)
    {
        _address = UnixAddress.Of(path);
    }

    /// <inheritdoc/>
    public OsError Send(ReadOnlySpan<byte> line)
    {
        bool wasOpen = _descriptor != NoDescriptor;
        OsError error = wasOpen ? OsError.None : Open();
        if (error == OsError.None)
        {
            error = SendNow(line);
        }

        if (error is OsError.None or OsError.WouldBlock)
        {
            return error;
        }

        Close();
        if (!wasOpen)
        {
            return error;
        }

        // The daemon was restarted: its old socket refuses, the new one is at the same path.
        error = Open();
        error = error == OsError.None ? SendNow(line) : error;
        if (error is not (OsError.None or OsError.WouldBlock))
        {
            Close();
        }

        return error;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private OsError Open()
    {
        int descriptor = SocketCalls.Socket(
            SocketCalls.AF_UNIX, SocketCalls.SOCK_DGRAM | SocketCalls.SOCK_NONBLOCK | SocketCalls.SOCK_CLOEXEC, 0);
        if (descriptor < 0)
        {
            return Errno.OfFile(Marshal.GetLastPInvokeError());
        }

        fixed (byte* address = _address)
        {
            if (SocketCalls.Connect(descriptor, address, (uint)_address.Length) != 0)
            {
                OsError error = Errno.OfFile(Marshal.GetLastPInvokeError());
                _ = FileCalls.Close(descriptor);
                return error;
            }
        }

        _descriptor = descriptor;
        return OsError.None;
    }

    private OsError SendNow(ReadOnlySpan<byte> line)
    {
        fixed (byte* pointer = line)
        {
            nint sent = SocketCalls.Send(
                _descriptor, pointer, (nuint)line.Length, SocketCalls.MSG_DONTWAIT | SocketCalls.MSG_NOSIGNAL);
            return sent >= 0 ? OsError.None : Errno.OfFile(Marshal.GetLastPInvokeError());
        }
    }

    private void Close()
    {
        if (_descriptor != NoDescriptor)
        {
            _ = FileCalls.Close(_descriptor);
            _descriptor = NoDescriptor;
        }
    }
}
