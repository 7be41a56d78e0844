using System;
using System.Runtime.InteropServices;
using System.Text;

namespace LvsMon.Linux.Native;

/// <summary>sockaddr_un of unix(7): the family, the path and a NUL.</summary>
internal static class UnixAddress
{
    /// <summary>sun_path holds 108 bytes with its NUL.</summary>
    internal const int MaxPathBytes = 107;

    /// <summary>Makes one, pinned; set-up only.</summary>
    /// <exception cref="ArgumentException">The path is empty, holds a NUL or is longer than 107 bytes.</exception>
    internal static byte[] Of(string path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        if (bytes.Length is 0 or > MaxPathBytes || path.Contains('\0'))
        {
            throw new ArgumentException("a socket path has 1 to 107 bytes", nameof(path));
        }

        byte[] address = GC.AllocateArray<byte>(2 + bytes.Length + 1, pinned: true);
        MemoryMarshal.Write(address, (ushort)SocketCalls.AF_UNIX);
        bytes.CopyTo(address, 2);
        return address;
    }

    /// <summary>Makes one of an abstract name, which begins with a NUL and ends where the address ends; pinned, set-up
    /// only.</summary>
    /// <exception cref="ArgumentException">The name is empty or longer than 107 bytes.</exception>
    internal static byte[] OfAbstract(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length is 0 or > MaxPathBytes)
        {
            throw new ArgumentException("an abstract name has 1 to 107 bytes", nameof(name));
        }

        byte[] address = GC.AllocateArray<byte>(2 + 1 + bytes.Length, pinned: true);
        MemoryMarshal.Write(address, (ushort)SocketCalls.AF_UNIX);
        bytes.CopyTo(address, 3);
        return address;
    }
}
