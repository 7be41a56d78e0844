using System;
using System.Text;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Tls;

/// <summary>
/// Settings as OpenSSL takes them, made once for all handshakes. Chains are built from what the server sends and what
/// is on this host: nothing is fetched and no revocation list is asked for, both would hold the loop.
/// </summary>
internal sealed unsafe class TlsContext : IDisposable
{
    private readonly string _hostState;

    private TlsContext(TlsSettings settings, string hostState)
    {
        Settings = settings;
        _hostState = hostState;
        HostName = IpAddress.TryParse(settings.ServerName, out _) ? [] : Terminated(settings.ServerName);
    }

    /// <summary>What it was made from.</summary>
    internal TlsSettings Settings { get; }

    /// <summary>The host name to be sent, with a NUL behind it; empty for an address or nothing.</summary>
    internal byte[] HostName { get; }

    /// <summary>SSL_CTX.</summary>
    internal nint Handle { get; private set; }

    /// <summary>False when it trusts what this host does and that has changed since.</summary>
    internal bool IsCurrent(TlsTrust trust) => _hostState.Length == 0 || _hostState == trust.HostState();

    /// <summary>Makes it.</summary>
    /// <returns>Null when the settings cannot be used; <paramref name="refusal"/> says why.</returns>
    internal static TlsContext? Create(TlsSettings settings, TlsTrust trust, out string? refusal)
    {
        string hostState = settings is { Verifies: true, Authorities.IsEmpty: true } ? trust.HostState() : "";
        TlsContext context = new(settings, hostState) { Handle = TlsCalls.NewContext(TlsCalls.ClientMethod()) };
        refusal = context.Handle == 0 ? "OpenSSL has no memory" : context.Apply(trust);
        CryptoCalls.ClearErrors();
        if (refusal is null)
        {
            return context;
        }

        context.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle != 0)
        {
            // Streams made from it hold it as long as they need it.
            TlsCalls.FreeContext(Handle);
            Handle = 0;
        }
    }

    private string? Apply(TlsTrust trust)
    {
        long oldest = Settings.MinVersion == TlsVersion.Tls13 ? TlsCalls.TLS1_3_VERSION : TlsCalls.TLS1_2_VERSION;
        TlsCalls.ControlContext(Handle, TlsCalls.SSL_CTRL_SET_MIN_PROTO_VERSION, oldest, 0);
        TlsCalls.ControlContext(Handle, TlsCalls.SSL_CTRL_MODE, TlsCalls.SSL_MODE_RELEASE_BUFFERS, 0);

        // A resumed session shows no certificate: a check is to see the one that a new client sees.
        TlsCalls.ControlContext(Handle, TlsCalls.SSL_CTRL_SET_SESS_CACHE_MODE, 0, 0);
        if (!OfferCurvesOnly())
        {
            return "OpenSSL has no elliptic curves to offer";
        }

        TlsCalls.SetOptions(Handle, TlsCalls.SSL_OP_IGNORE_UNEXPECTED_EOF | TlsCalls.SSL_OP_NO_RENEGOTIATION);

        // The chain is verified all the same; what came of it is asked for afterwards, with the certificate at hand.
        TlsCalls.SetVerify(Handle, TlsCalls.SSL_VERIFY_NONE, 0);
        if (!SetName())
        {
            return $"--server-name: OpenSSL does not take {Settings.ServerName}";
        }

        if (Settings.Verifies || !Settings.Authorities.IsEmpty)
        {
            nint store = trust.Of(Settings.Authorities);
            if (store == 0)
            {
                return "--ca: the file holds no certificate; PEM begins with -----BEGIN CERTIFICATE-----";
            }

            TlsCalls.SetStore(Handle, store);
        }

        bool isReady = Settings.OwnCertificate.IsEmpty || Show(Settings.OwnCertificate.Span);
        return isReady ? null : "--cert: no certificate with its key, PEM and without a passphrase";
    }

    /// <summary>
    /// Diffie-Hellman in a field of the server's choice takes up to a second of one step and of the loop (8192 bits:
    /// 0.3 s, 10 000: 1.0, measured with OpenSSL 3.0.19); TLS 1.3 has such fields, too. Browsers offer neither.
    /// </summary>
    private bool OfferCurvesOnly()
    {
        fixed (byte* ciphers = "DEFAULT:!kDHE\0"u8)
        {
            // Where OpenSSL may do only what FIPS 140 allows, X25519 is unknown, and an unknown name spoils the list.
            return TlsCalls.SetCiphers(Handle, ciphers) == 1
                && (Offer("X25519:P-256:P-384:P-521\0"u8) || Offer("P-256:P-384:P-521\0"u8));
        }
    }

    private bool Offer(ReadOnlySpan<byte> groups)
    {
        fixed (byte* names = groups)
        {
            return TlsCalls.ControlContext(Handle, TlsCalls.SSL_CTRL_SET_GROUPS_LIST, 0, (nint)names) == 1;
        }
    }

    /// <summary>A name that is not set would be a name that is not verified.</summary>
    private bool SetName()
    {
        nint parameters = TlsCalls.ParametersOf(Handle);
        fixed (byte* name = Terminated(Settings.ServerName))
        {
            return Settings.ServerName.Length == 0
                || (HostName.Length > 0
                    ? CryptoCalls.SetHost(parameters, name, (nuint)Settings.ServerName.Length)
                    : CryptoCalls.SetAddress(parameters, name)) == 1;
        }
    }

    /// <summary>The first certificate is ours, the others its chain; the key may stand anywhere.</summary>
    private bool Show(ReadOnlySpan<byte> pem)
    {
        int count = 0;
        byte passphrase = 0;
        fixed (byte* bytes = pem)
        {
            nint bio = CryptoCalls.NewBioOf(bytes, pem.Length);
            for (nint one; (one = CryptoCalls.ReadCertificate(bio, 0, 0, null)) != 0; count++)
            {
                _ = count == 0
                    ? TlsCalls.UseCertificate(Handle, one)
                    : TlsCalls.ControlContext(Handle, TlsCalls.SSL_CTRL_CHAIN_CERT, 1, one);
                CryptoCalls.FreeCertificate(one);
            }

            CryptoCalls.FreeBio(bio);

            // Without an empty passphrase OpenSSL would ask for one on the terminal.
            bio = CryptoCalls.NewBioOf(bytes, pem.Length);
            nint key = CryptoCalls.ReadPrivateKey(bio, 0, 0, &passphrase);
            bool isTaken = key != 0 && TlsCalls.UsePrivateKey(Handle, key) == 1;
            CryptoCalls.FreeKey(key);
            CryptoCalls.FreeBio(bio);
            return count > 0 && isTaken && TlsCalls.CheckPrivateKey(Handle) == 1;
        }
    }

    private static byte[] Terminated(string text) => text.Length == 0 ? [] : [.. Encoding.ASCII.GetBytes(text), 0];
}
