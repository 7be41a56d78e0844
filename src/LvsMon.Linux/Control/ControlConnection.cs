using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Control;

/// <summary>A client's connection to a control socket: it waits, but not for ever. For the client commands, never for
/// the daemon.</summary>
public sealed unsafe class ControlConnection : IDisposable
{
    private readonly int _descriptor;

    private ControlConnection(int descriptor)
    {
        _descriptor = descriptor;
    }

    /// <summary>Connects.</summary>
    /// <param name="path">The socket, at most 107 bytes.</param>
    /// <param name="timeoutSeconds">How long one sending or receiving may take; 0 for as long as it lasts.</param>
    /// <param name="error">Why there is no connection: <see cref="OsError.NotFound"/> and
    /// <see cref="OsError.Refused"/> when nobody is there, <see cref="OsError.NotPermitted"/> when the file system does
    /// not let this user in.</param>
    /// <returns>Null without one.</returns>
    public static ControlConnection? Open(string path, int timeoutSeconds, out OsError error)
    {
        byte[] address = UnixAddress.Of(path);
        int descriptor = SocketCalls.Socket(
            SocketCalls.AF_UNIX, SocketCalls.SOCK_STREAM | SocketCalls.SOCK_CLOEXEC, 0);
        if (descriptor < 0)
        {
            error = Errno.OfFile(Marshal.GetLastPInvokeError());
            return null;
        }

        long* timeout = stackalloc long[] { timeoutSeconds, 0 };
        const uint Length = 2 * sizeof(long);
        _ = SocketCalls.SetSockOpt(
            descriptor, SocketCalls.SOL_SOCKET, SocketCalls.SO_RCVTIMEO, timeout, Length);
        _ = SocketCalls.SetSockOpt(
            descriptor, SocketCalls.SOL_SOCKET, SocketCalls.SO_SNDTIMEO, timeout, Length);
        fixed (byte* pointer = address)
        {
            if (SocketCalls.Connect(descriptor, pointer, (uint)address.Length) != 0)
            {
                error = Errno.OfFile(Marshal.GetLastPInvokeError());
                _ = FileCalls.Close(descriptor);
                return null;
            }
        }

        error = OsError.None;
        return new ControlConnection(descriptor);
    }

    /// <summary>Sends all of it. A daemon that has answered and gone already is no error: its answer can be
    /// read.</summary>
    public OsError Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            fixed (byte* pointer = bytes)
            {
                nint sent = SocketCalls.Send(_descriptor, pointer, (nuint)bytes.Length, SocketCalls.MSG_NOSIGNAL);
                if (sent < 0)
                {
                    OsError error = Errno.OfFile(Marshal.GetLastPInvokeError());
                    return error == OsError.Reset ? OsError.None : error;
                }

                bytes = bytes[(int)sent..];
            }
        }

        return OsError.None;
    }

    /// <summary>Waits for what comes; 0 bytes at the end. <see cref="OsError.WouldBlock"/> when the time is
    /// over.</summary>
    public OsError Receive(Span<byte> buffer, out int received)
    {
        fixed (byte* pointer = buffer)
        {
            // The one call here that waits long; read(2) is declared as one that may.
            nint count = FileCalls.Read(_descriptor, pointer, (nuint)buffer.Length);
            received = (int)Math.Max(0, count);
            return count >= 0 ? OsError.None : Errno.OfFile(Marshal.GetLastPInvokeError());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ = FileCalls.Close(_descriptor);
}
