using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>
/// The list as a file of proc(5). <c>/proc/net</c> shows everybody their own network namespace. It is opened anew for
/// each reading: it goes and comes with the module, and an open one would hold the namespace. read(2) gives whole
/// services while one and its real servers fit into the kernel's buffer, which grows to the largest of them.
/// </summary>
public sealed unsafe class SessionList : ISessionList, IDisposable
{
    /// <summary>Where the kernel shows it.</summary>
    public const string File = "/proc/net/ip_vs";

    private readonly string _path;
    private int _descriptor = -1;

    /// <summary>Names the file; touches nothing yet.</summary>
    public SessionList(string path = File)
    {
        _path = path;
    }

    /// <inheritdoc/>
    public OsError Open()
    {
        Close();
        _descriptor = FileCalls.Open(
            _path, FileCalls.O_RDONLY | FileCalls.O_NOFOLLOW | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC, 0);
        return _descriptor < 0 ? Errno.OfFile(Marshal.GetLastPInvokeError()) : OsError.None;
    }

    /// <inheritdoc/>
    public OsError Read(Span<byte> buffer, out int length)
    {
        length = 0;
        if (_descriptor < 0)
        {
            return OsError.Other;
        }

        while (true)
        {
            nint count;
            fixed (byte* pointer = buffer)
            {
                count = FileCalls.Read(_descriptor, pointer, (nuint)buffer.Length);
            }

            if (count >= 0)
            {
                length = (int)count;
                return OsError.None;
            }

            int errno = Marshal.GetLastPInvokeError();
            if (errno != Errno.EINTR)
            {
                return Errno.OfFile(errno);
            }
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (_descriptor >= 0)
        {
            _ = FileCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();
}
