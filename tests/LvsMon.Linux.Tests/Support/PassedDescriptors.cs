using System;
using System.Runtime.InteropServices;

namespace LvsMon.Linux.Tests.Support;

/// <summary>Sends one byte with descriptors beside it (SCM_RIGHTS of unix(7)).</summary>
internal static unsafe partial class PassedDescriptors
{
    private const int SolSocket = 1;
    private const int ScmRights = 1;
    private const int HeaderBytes = 16;

    /// <summary>Passes the standard input so many times.</summary>
    internal static bool Send(int socket, int count)
    {
        byte data = (byte)'x';
        Vector vector = new() { Base = &data, Length = 1 };
        int length = HeaderBytes + (count * sizeof(int));
        byte* control = stackalloc byte[(length + 7) & ~7];
        *(nint*)control = length;
        *(int*)(control + 8) = SolSocket;
        *(int*)(control + 12) = ScmRights;
        new Span<int>(control + HeaderBytes, count).Clear();
        Message message = new()
        {
            Vectors = &vector,
            VectorCount = 1,
            Control = control,
            ControlLength = (nuint)((length + 7) & ~7),
        };
        return SendMessage(socket, &message, 0) == 1;
    }

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(int socket, Message* message, int flags);

    private struct Vector
    {
        internal byte* Base;
        internal nuint Length;
    }

    /// <summary>struct msghdr of 64-bit Linux.</summary>
    private struct Message
    {
        internal nint Name;
        internal int NameLength;
        internal Vector* Vectors;
        internal nuint VectorCount;
        internal byte* Control;
        internal nuint ControlLength;
        internal int Flags;
    }
}
