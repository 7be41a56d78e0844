using System;
using System.Runtime.InteropServices;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>Reads and writes whole small files by descriptor.</summary>
internal static unsafe class FileContent
{
    private const int FirstRoom = 16 * 1024;

    /// <summary>
    /// Reads to the end. The size that the kernel tells is not trusted: the file may grow while it is read.
    /// </summary>
    /// <returns>0 or an errno; EFBIG when there are more than <paramref name="limit"/> bytes.</returns>
    internal static int Read(int descriptor, int limit, out byte[] content)
    {
        content = [];
        byte[] room = new byte[Math.Min(limit, FirstRoom) + 1];
        int length = 0;
        while (true)
        {
            nint count;
            fixed (byte* pointer = room)
            {
                count = FileCalls.Read(descriptor, pointer + length, (nuint)(room.Length - length));
            }

            if (count < 0)
            {
                int errno = Marshal.GetLastPInvokeError();
                if (errno == Errno.EINTR)
                {
                    continue;
                }

                return errno;
            }

            length += (int)count;
            if (count == 0)
            {
                content = room[..length];
                return 0;
            }

            if (length > limit)
            {
                return Errno.EFBIG;
            }

            if (length == room.Length)
            {
                Array.Resize(ref room, (int)Math.Min((long)room.Length * 2, (long)limit + 1));
            }
        }
    }

    /// <summary>Writes all.</summary>
    /// <returns>0 or an errno.</returns>
    internal static int Write(int descriptor, ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            nint count;
            fixed (byte* pointer = content)
            {
                count = FileCalls.Write(descriptor, pointer, (nuint)content.Length);
            }

            if (count < 0)
            {
                int errno = Marshal.GetLastPInvokeError();
                if (errno != Errno.EINTR)
                {
                    return errno;
                }

                continue;
            }

            content = content[(int)count..];
        }

        return 0;
    }
}
