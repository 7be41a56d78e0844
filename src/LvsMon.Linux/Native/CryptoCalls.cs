using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>libcrypto of OpenSSL 3 (man 7 crypto): memory streams, certificates, errors.</summary>
internal static unsafe partial class CryptoCalls
{
    internal const string Library = "libcrypto.so.3";

    internal const int BIO_CTRL_INFO = 3;
    internal const int BIO_CTRL_PENDING = 10;
    internal const int BIO_C_SET_BUF_MEM_EOF_RETURN = 130;
    internal const int NID_subject_alt_name = 85;

    /// <summary>RFC 2253: <c>CN=a,O=b</c>.</summary>
    internal const ulong XN_FLAG_RFC2253 = 0x111_0317;

    internal const int X509_V_OK = 0;
    internal const int X509_V_ERR_CERT_NOT_YET_VALID = 9;
    internal const int X509_V_ERR_CERT_HAS_EXPIRED = 10;
    internal const int X509_V_ERR_HOSTNAME_MISMATCH = 62;
    internal const int X509_V_ERR_IP_ADDRESS_MISMATCH = 64;

    [LibraryImport(Library, EntryPoint = "BIO_s_mem")]
    internal static partial nint MemoryMethod();

    [LibraryImport(Library, EntryPoint = "BIO_new")]
    internal static partial nint NewBio(nint method);

    [LibraryImport(Library, EntryPoint = "BIO_new_mem_buf")]
    internal static partial nint NewBioOf(byte* bytes, int length);

    [LibraryImport(Library, EntryPoint = "BIO_free")]
    internal static partial void FreeBio(nint bio);

    [LibraryImport(Library, EntryPoint = "BIO_read")]
    internal static partial int ReadBio(nint bio, byte* buffer, int length);

    [LibraryImport(Library, EntryPoint = "BIO_write")]
    internal static partial int WriteBio(nint bio, byte* bytes, int length);

    [LibraryImport(Library, EntryPoint = "BIO_ctrl")]
    internal static partial long ControlBio(nint bio, int command, long number, void* pointer);

    [LibraryImport(Library, EntryPoint = "PEM_read_bio_X509")]
    internal static partial nint ReadCertificate(nint bio, nint into, nint callback, byte* passphrase);

    [LibraryImport(Library, EntryPoint = "PEM_read_bio_PrivateKey")]
    internal static partial nint ReadPrivateKey(nint bio, nint into, nint callback, byte* passphrase);

    [LibraryImport(Library, EntryPoint = "X509_free")]
    internal static partial void FreeCertificate(nint certificate);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    internal static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "X509_STORE_new")]
    internal static partial nint NewStore();

    [LibraryImport(Library, EntryPoint = "X509_STORE_free")]
    internal static partial void FreeStore(nint store);

    [LibraryImport(Library, EntryPoint = "X509_STORE_set_default_paths")]
    internal static partial int SetDefaultPaths(nint store);

    [LibraryImport(Library, EntryPoint = "X509_get_default_cert_file")]
    internal static partial nint DefaultFile();

    [LibraryImport(Library, EntryPoint = "X509_get_default_cert_file_env")]
    internal static partial nint DefaultFileVariable();

    [LibraryImport(Library, EntryPoint = "X509_get_default_cert_dir")]
    internal static partial nint DefaultFolder();

    [LibraryImport(Library, EntryPoint = "X509_get_default_cert_dir_env")]
    internal static partial nint DefaultFolderVariable();

    [LibraryImport(Library, EntryPoint = "X509_STORE_add_cert")]
    internal static partial int AddCertificate(nint store, nint certificate);

    [LibraryImport(Library, EntryPoint = "X509_VERIFY_PARAM_set1_host")]
    internal static partial int SetHost(nint parameters, byte* name, nuint length);

    [LibraryImport(Library, EntryPoint = "X509_VERIFY_PARAM_set1_ip_asc")]
    internal static partial int SetAddress(nint parameters, byte* address);

    [LibraryImport(Library, EntryPoint = "X509_get0_notBefore")]
    internal static partial nint NotBeforeOf(nint certificate);

    [LibraryImport(Library, EntryPoint = "X509_get0_notAfter")]
    internal static partial nint NotAfterOf(nint certificate);

    [LibraryImport(Library, EntryPoint = "ASN1_TIME_diff")]
    internal static partial int TimeUntil(int* days, int* seconds, nint from, nint to);

    [LibraryImport(Library, EntryPoint = "ASN1_TIME_print")]
    internal static partial void PrintTime(nint bio, nint time);

    [LibraryImport(Library, EntryPoint = "X509_get_issuer_name")]
    internal static partial nint IssuerOf(nint certificate);

    [LibraryImport(Library, EntryPoint = "X509_get_subject_name")]
    internal static partial nint SubjectOf(nint certificate);

    [LibraryImport(Library, EntryPoint = "X509_NAME_print_ex")]
    internal static partial void PrintName(nint bio, nint name, int indent, ulong flags);

    [LibraryImport(Library, EntryPoint = "X509_get_ext_by_NID")]
    internal static partial int FindExtension(nint certificate, int nid, int after);

    [LibraryImport(Library, EntryPoint = "X509_get_ext")]
    internal static partial nint ExtensionOf(nint certificate, int index);

    [LibraryImport(Library, EntryPoint = "X509V3_EXT_print")]
    internal static partial void PrintExtension(nint bio, nint extension, ulong flags, int indent);

    [LibraryImport(Library, EntryPoint = "ERR_get_error")]
    internal static partial ulong TakeError();

    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    internal static partial void ClearErrors();

    [LibraryImport(Library, EntryPoint = "ERR_reason_error_string")]
    internal static partial byte* ReasonOf(ulong error);
}
