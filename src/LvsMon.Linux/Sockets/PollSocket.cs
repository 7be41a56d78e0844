using System;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// An entry of a Select list that is made once and pointed at a descriptor before each wait: a new Socket a connection
/// would allocate. It never owns the descriptor and is good for nothing but Select.
/// </summary>
internal sealed class PollSocket : Socket
{
    /// <param name="anyDescriptor">
    /// An open descriptor, which the constructor of the base class asks for its kind.
    /// </param>
    internal PollSocket(int anyDescriptor)
        : base(new SafeSocketHandle(anyDescriptor, ownsHandle: false))
    {
    }

    /// <summary>The slot that the descriptor belongs to, or a source.</summary>
    internal int Slot { get; private set; }

    /// <summary>What is reported when Select leaves the entry in its list.</summary>
    internal Readiness What { get; private set; }

    internal void Point(int descriptor, int slot, Readiness what)
    {
        // The field is protected, documented API of SafeHandle, whose class we cannot derive from here since Socket
        // wants a SafeSocketHandle, which is sealed.
        HandleOf(SafeHandle) = descriptor;
        Slot = slot;
        What = what;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "handle")]
    private static extern ref IntPtr HandleOf(SafeHandle handle);
}
