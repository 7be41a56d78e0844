using System;
using System.Security.Cryptography.X509Certificates;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing.Tls;

namespace LvsMon.Linux.Tests.Tls;

/// <summary>
/// A set of one slot whose peer is a server of OpenSSL in the same thread: once the handshake has ended it changes its
/// keys whenever it is read from, and says nothing.
/// </summary>
internal sealed unsafe class RestlessServer : ISocketSet
{
    private readonly nint _context = TlsCalls.NewContext(TestCalls.TlsServerMethod());
    private readonly nint _stream;
    private readonly nint _input = CryptoCalls.NewBio(CryptoCalls.MemoryMethod());
    private readonly nint _output = CryptoCalls.NewBio(CryptoCalls.MemoryMethod());
    private bool _isSecure;
    private bool _isDisposed;

    internal RestlessServer(X509Certificate2 certificate)
    {
        byte[] pem = TestCertificates.Pem(certificate);
        byte passphrase = 0;
        fixed (byte* bytes = pem)
        {
            nint bio = CryptoCalls.NewBioOf(bytes, pem.Length);
            nint own = CryptoCalls.ReadCertificate(bio, 0, 0, null);
            nint key = CryptoCalls.ReadPrivateKey(bio, 0, 0, &passphrase);
            _ = TlsCalls.UseCertificate(_context, own);
            _ = TlsCalls.UsePrivateKey(_context, key);
            CryptoCalls.FreeCertificate(own);
            CryptoCalls.FreeKey(key);
            CryptoCalls.FreeBio(bio);
        }

        _stream = TlsCalls.New(_context);
        TlsCalls.SetBios(_stream, _input, _output);
        TestCalls.SetTlsServer(_stream);
    }

    /// <summary>Bytes that were read from it.</summary>
    internal int HandedOut { get; private set; }

    /// <summary>How often it was left with something to say.</summary>
    internal int AskedAgain { get; private set; }

    public int Capacity => 1;

    public void Grow(int capacity)
    {
    }

    public OsError Connect(
        int slot, in Endpoint target, in IpAddress source, bool speaksFirst, Transport transport) => OsError.None;

    public OsError FinishConnect(int slot) => OsError.None;

    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        fixed (byte* first = bytes)
        {
            sent = CryptoCalls.WriteBio(_input, first, bytes.Length);
        }

        _isSecure |= TlsCalls.DoHandshake(_stream) == 1;
        return OsError.None;
    }

    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        byte* data = null;
        while (_isSecure && CryptoCalls.ControlBio(_output, CryptoCalls.BIO_CTRL_INFO, 0, &data) < buffer.Length)
        {
            _ = TestCalls.UpdateTlsKey(_stream, 0);
            _ = TlsCalls.DoHandshake(_stream);
        }

        fixed (byte* first = buffer)
        {
            received = Math.Max(0, CryptoCalls.ReadBio(_output, first, buffer.Length));
        }

        HandedOut += received;
        return received > 0 ? OsError.None : OsError.WouldBlock;
    }

    public void Expect(int slot, Readiness what)
    {
    }

    public void Again(int slot) => AskedAgain++;

    public void Close(int slot)
    {
    }

    public int Wait(long untilUs, Span<Ready> ready) => 0;

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            TlsCalls.Free(_stream);
            TlsCalls.FreeContext(_context);
        }
    }
}
