using System.Runtime.InteropServices;

namespace LvsMon.Linux.Tests.Support;

/// <summary>Calls that only the peers of the tests need.</summary>
internal static unsafe partial class TestCalls
{
    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    internal static partial int Listen(int descriptor, int backlog);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    internal static partial int Accept(int descriptor, void* address, uint* length, int flags);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    internal static partial int Shutdown(int descriptor, int how);

    [LibraryImport("libc", EntryPoint = "getpeername", SetLastError = true)]
    internal static partial int GetPeerName(int descriptor, void* address, uint* length);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeLink(string from, string to);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libssl.so.3", EntryPoint = "TLS_server_method")]
    internal static partial nint TlsServerMethod();

    [LibraryImport("libssl.so.3", EntryPoint = "SSL_set_accept_state")]
    internal static partial void SetTlsServer(nint stream);

    [LibraryImport("libssl.so.3", EntryPoint = "SSL_key_update")]
    internal static partial int UpdateTlsKey(nint stream, int kind);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    internal static partial int Duplicate(int descriptor);
}
