using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>libssl of OpenSSL 3 (man 7 ssl). Objects are pointers; loaded at the first call.</summary>
internal static unsafe partial class TlsCalls
{
    internal const string Library = "libssl.so.3";

    internal const int SSL_ERROR_WANT_READ = 2;
    internal const int SSL_ERROR_ZERO_RETURN = 6;
    internal const int SSL_VERIFY_NONE = 0;
    internal const int SSL_CTRL_MODE = 33;
    internal const int SSL_CTRL_SET_SESS_CACHE_MODE = 44;
    internal const int SSL_CTRL_SET_TLSEXT_HOSTNAME = 55;
    internal const int SSL_CTRL_CHAIN_CERT = 89;
    internal const int SSL_CTRL_SET_GROUPS_LIST = 92;
    internal const int SSL_CTRL_SET_MIN_PROTO_VERSION = 123;
    internal const long SSL_MODE_RELEASE_BUFFERS = 0x10;
    internal const long TLS1_2_VERSION = 0x0303;
    internal const long TLS1_3_VERSION = 0x0304;
    internal const ulong SSL_OP_IGNORE_UNEXPECTED_EOF = 1UL << 7;
    internal const ulong SSL_OP_NO_RENEGOTIATION = 1UL << 30;

    [LibraryImport(Library, EntryPoint = "TLS_client_method")]
    internal static partial nint ClientMethod();

    [LibraryImport(Library, EntryPoint = "SSL_CTX_new")]
    internal static partial nint NewContext(nint method);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_free")]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_ctrl")]
    internal static partial long ControlContext(nint context, int command, long number, nint pointer);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_set_cipher_list")]
    internal static partial int SetCiphers(nint context, byte* list);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_set_options")]
    internal static partial ulong SetOptions(nint context, ulong options);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_set_verify")]
    internal static partial void SetVerify(nint context, int mode, nint callback);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_set1_cert_store")]
    internal static partial void SetStore(nint context, nint store);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_get_cert_store")]
    internal static partial nint StoreOf(nint context);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_get0_param")]
    internal static partial nint ParametersOf(nint context);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_use_certificate")]
    internal static partial int UseCertificate(nint context, nint certificate);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_use_PrivateKey")]
    internal static partial int UsePrivateKey(nint context, nint key);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_check_private_key")]
    internal static partial int CheckPrivateKey(nint context);

    [LibraryImport(Library, EntryPoint = "SSL_new")]
    internal static partial nint New(nint context);

    [LibraryImport(Library, EntryPoint = "SSL_free")]
    internal static partial void Free(nint stream);

    [LibraryImport(Library, EntryPoint = "SSL_ctrl")]
    internal static partial long Control(nint stream, int command, long number, byte* pointer);

    [LibraryImport(Library, EntryPoint = "SSL_set_bio")]
    internal static partial void SetBios(nint stream, nint input, nint output);

    [LibraryImport(Library, EntryPoint = "SSL_set_connect_state")]
    internal static partial void SetClient(nint stream);

    [LibraryImport(Library, EntryPoint = "SSL_do_handshake")]
    internal static partial int DoHandshake(nint stream);

    [LibraryImport(Library, EntryPoint = "SSL_read")]
    internal static partial int Read(nint stream, byte* buffer, int length);

    [LibraryImport(Library, EntryPoint = "SSL_write")]
    internal static partial int Write(nint stream, byte* buffer, int length);

    [LibraryImport(Library, EntryPoint = "SSL_has_pending")]
    internal static partial int HasPending(nint stream);

    [LibraryImport(Library, EntryPoint = "SSL_shutdown")]
    internal static partial int Shutdown(nint stream);

    [LibraryImport(Library, EntryPoint = "SSL_get_error")]
    internal static partial int ErrorOf(nint stream, int result);

    [LibraryImport(Library, EntryPoint = "SSL_get_verify_result")]
    internal static partial long VerifyResultOf(nint stream);

    [LibraryImport(Library, EntryPoint = "SSL_get1_peer_certificate")]
    internal static partial nint PeerCertificateOf(nint stream);
}
