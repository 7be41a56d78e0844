using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Tls;

/// <summary>
/// One secure stream over a slot of a socket set: moves bytes between the two, as far as they go now. OpenSSL works on
/// memory; nothing waits, no other thread takes part and nothing managed is allocated.
/// </summary>
internal sealed unsafe class TlsConnection
{
    /// <summary>
    /// What a server may send before the handshake has ended, bytes: ten times a long chain. OpenSSL's own bound is
    /// 100 kB for each message.
    /// </summary>
    internal const int MaxHandshakeBytes = 64 * 1024;

    /// <summary>
    /// Bytes of one call that may end in nothing to show: 4 kB of TLS's own messages, of which new keys cost most, hold
    /// the loop for 2.5 ms (27 bytes and 17 µs each, measured with OpenSSL 3.0.19).
    /// </summary>
    private const int SilentBytesPerCall = 4 * 1024;

    /// <summary>Bytes after the handshake that may show nothing: four of the largest records.</summary>
    private const int MaxSilentBytes = 64 * 1024;

    private const int FirstBytes = 64;

    /// <summary>OpenSSL's reason for a received alert is so much more than its description
    /// (SSL_AD_REASON_OFFSET).</summary>
    private const int AlertOffset = 1000;

    private const ulong ReasonMask = 0x7F_FFFF;

    private readonly byte[] _first = new byte[FirstBytes];
    private TlsContext? _context;
    private nint _stream;
    private nint _input;
    private nint _output;
    private int _accepted;
    private int _received;
    private int _silent;
    private ulong _error;
    private bool _isSecure;
    private bool _isBroken;
    private bool _isDry;
    private bool _isTooLong;

    /// <summary>True while there are bytes inside that no readiness of the socket will tell of. A part of a record that
    /// is not whole is none: the rest of it will make the socket ready.</summary>
    internal bool MayHoldBytes =>
        _isSecure && !_isDry && (TlsCalls.HasPending(_stream) == 1 || Pending(_input) > 0);

    /// <summary>Begins the handshake.</summary>
    internal OsError Begin(TlsContext context, ISocketSet sockets, int slot)
    {
        _context = context;
        _stream = TlsCalls.New(context.Handle);
        _input = CryptoCalls.NewBio(CryptoCalls.MemoryMethod());
        _output = CryptoCalls.NewBio(CryptoCalls.MemoryMethod());
        if (_stream == 0 || _input == 0 || _output == 0)
        {
            CryptoCalls.FreeBio(_input);
            CryptoCalls.FreeBio(_output);
            return OsError.NoMemory;
        }

        TlsCalls.SetBios(_stream, _input, _output);
        TlsCalls.SetClient(_stream);
        if (context.HostName.Length > 0)
        {
            fixed (byte* name = context.HostName)
            {
                TlsCalls.Control(_stream, TlsCalls.SSL_CTRL_SET_TLSEXT_HOSTNAME, 0, name);
            }
        }

        CryptoCalls.ClearErrors();
        _ = TlsCalls.DoHandshake(_stream);
        OsError error = Flush(sockets, slot);
        return error == OsError.WouldBlock ? OsError.None : error;
    }

    /// <summary>Moves the handshake on, or says how it or the stream ended.</summary>
    internal OsError Finish(ISocketSet sockets, int slot, Span<byte> cipher, Span<byte> shown, out TlsEnd end)
    {
        end = default;
        while (true)
        {
            int result = _isBroken ? -1 : Handshake();
            OsError error = Flush(sockets, slot);
            if (_isBroken)
            {
                // Our alert has gone or not: the verdict does not wait for it.
                end = Explain(shown);
                return OsError.None;
            }

            if (error == OsError.WouldBlock)
            {
                sockets.Expect(slot, Readiness.Send);
                return error;
            }

            if (_received > MaxHandshakeBytes)
            {
                end = new TlsEnd(TlsResult.TooLong);
                return OsError.None;
            }

            if (result == 1)
            {
                end = PeerCertificate.Judge(_context!.Settings, _stream, shown);
                _isSecure = end.Result == TlsResult.Secure;
                return OsError.None;
            }

            error = Pump(sockets, slot, cipher);
            if (error == OsError.WouldBlock)
            {
                sockets.Expect(slot, Readiness.Receive);
            }

            if (error != OsError.None)
            {
                return error;
            }
        }
    }

    /// <summary>As <see cref="ISocketSet.Send"/>; what was taken once is sent whole before any is counted.</summary>
    internal OsError Send(ISocketSet sockets, int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        sent = 0;
        if (_accepted == 0)
        {
            CryptoCalls.ClearErrors();
            fixed (byte* buffer = bytes)
            {
                _accepted = TlsCalls.Write(_stream, buffer, bytes.Length);
            }

            if (_accepted <= 0)
            {
                _accepted = 0;
                return Break();
            }
        }

        OsError error = Flush(sockets, slot);
        if (error == OsError.None)
        {
            sent = _accepted;
            _accepted = 0;
        }

        return error;
    }

    /// <summary>As <see cref="ISocketSet.Receive"/>.</summary>
    internal OsError Receive(ISocketSet sockets, int slot, Span<byte> cipher, Span<byte> buffer, out int received)
    {
        int room = SilentBytesPerCall;
        while (true)
        {
            CryptoCalls.ClearErrors();
            fixed (byte* bytes = buffer)
            {
                received = TlsCalls.Read(_stream, bytes, buffer.Length);
            }

            if (received > 0)
            {
                _silent = 0;
                return OsError.None;
            }

            int reason = TlsCalls.ErrorOf(_stream, received);
            received = 0;
            if (reason != TlsCalls.SSL_ERROR_WANT_READ)
            {
                return reason == TlsCalls.SSL_ERROR_ZERO_RETURN ? OsError.None : Break();
            }

            _isDry = true;
            if (room == 0)
            {
                sockets.Again(slot);
                return OsError.WouldBlock;
            }

            // An answer of OpenSSL's own, such as to a new key; what does not go now goes with the next call.
            OsError error = Flush(sockets, slot);
            int before = _received;
            error = error is OsError.None or OsError.WouldBlock ? Pump(sockets, slot, cipher[..room]) : error;
            if (error != OsError.None)
            {
                return error;
            }

            room -= _received - before;
            _silent += _received - before;
            if (_silent > MaxSilentBytes)
            {
                _isTooLong = true;
                return Break();
            }
        }
    }

    /// <summary>Says good-bye where the connection is secure, and is as new.</summary>
    internal void Close(ISocketSet sockets, int slot)
    {
        if (_isSecure)
        {
            _ = TlsCalls.Shutdown(_stream);
            Flush(sockets, slot);
        }

        Free();
    }

    /// <summary>Frees what OpenSSL holds for it.</summary>
    internal void Free()
    {
        if (_stream != 0)
        {
            // Its two memory streams go with it.
            TlsCalls.Free(_stream);
        }

        CryptoCalls.ClearErrors();
        (_stream, _input, _output) = (0, 0, 0);
        (_accepted, _received, _silent, _error) = (0, 0, 0, 0);
        (_isSecure, _isBroken, _isDry, _isTooLong) = (false, false, false, false);
        _context = null;
    }

    private int Handshake()
    {
        CryptoCalls.ClearErrors();
        int result = TlsCalls.DoHandshake(_stream);
        if (result != 1 && TlsCalls.ErrorOf(_stream, result) != TlsCalls.SSL_ERROR_WANT_READ)
        {
            Break();
        }

        return result;
    }

    private OsError Break()
    {
        _error = CryptoCalls.TakeError();
        _isBroken = true;
        _isSecure = false;
        return OsError.Insecure;
    }

    /// <summary>Takes once what the socket has.</summary>
    private OsError Pump(ISocketSet sockets, int slot, Span<byte> cipher)
    {
        OsError error = sockets.Receive(slot, cipher, out int received);
        if (error != OsError.None)
        {
            return error;
        }

        if (received == 0)
        {
            // From now on an empty memory stream is the end, not a wait.
            CryptoCalls.ControlBio(_input, CryptoCalls.BIO_C_SET_BUF_MEM_EOF_RETURN, 0, null);
            return OsError.None;
        }

        if (_received < FirstBytes)
        {
            int part = Math.Min(received, FirstBytes - _received);
            cipher[..part].CopyTo(_first.AsSpan(_received));
        }

        _received += received;
        _isDry = false;
        fixed (byte* bytes = cipher)
        {
            return CryptoCalls.WriteBio(_input, bytes, received) == received ? OsError.None : OsError.NoMemory;
        }
    }

    private OsError Flush(ISocketSet sockets, int slot)
    {
        byte* bytes = null;
        for (int length; (length = (int)CryptoCalls.ControlBio(_output, CryptoCalls.BIO_CTRL_INFO, 0, &bytes)) > 0;)
        {
            OsError error = sockets.Send(slot, new ReadOnlySpan<byte>(bytes, length), out int sent);
            if (error == OsError.Reset)
            {
                // What the server said before it closed decides: it is still to be read.
                sent = length;
                error = OsError.None;
            }

            if (error != OsError.None || sent == 0)
            {
                return error == OsError.None ? OsError.WouldBlock : error;
            }

            Discard(sent);
        }

        return OsError.None;
    }

    private void Discard(int count)
    {
        Span<byte> nowhere = stackalloc byte[1024];
        fixed (byte* bytes = nowhere)
        {
            for (int taken; count > 0; count -= taken)
            {
                taken = CryptoCalls.ReadBio(_output, bytes, Math.Min(count, nowhere.Length));
                if (taken <= 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>What ended the handshake, or later the stream.</summary>
    private TlsEnd Explain(Span<byte> shown)
    {
        if (_isTooLong)
        {
            return new TlsEnd(TlsResult.TooLong);
        }

        int alert = (int)(_error & ReasonMask) - AlertOffset;
        if (alert is >= 0 and <= byte.MaxValue)
        {
            return new TlsEnd(TlsResult.Alert, (short)alert);
        }

        // The first byte of a record: change_cipher_spec 20 to application_data 23.
        int first = Math.Min(_received, FirstBytes);
        ReadOnlySpan<byte> text = first > 0 && _first[0] is not (>= 20 and <= 23)
            ? _first.AsSpan(0, first)
            : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(CryptoCalls.ReasonOf(_error));
        text = text.Length > shown.Length ? text[..shown.Length] : text;
        text.CopyTo(shown);
        return new TlsEnd(TlsResult.Handshake, 0, text.Length);
    }

    private static long Pending(nint bio) => CryptoCalls.ControlBio(bio, CryptoCalls.BIO_CTRL_PENDING, 0, null);
}
