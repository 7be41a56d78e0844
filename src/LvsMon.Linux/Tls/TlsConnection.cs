using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using LvsMon.Core.Os;

namespace LvsMon.Linux.Tls;

/// <summary>
/// One secure stream over a slot of a socket set: moves bytes between the two, as far as they go now. Tasks of the
/// library are only looked at, never waited for; they run inside the calls below. The buffers serve one attempt after
/// the other.
/// </summary>
internal sealed class TlsConnection : IDisposable
{
    /// <summary>
    /// What a server may send before the handshake has ended, bytes: ten times a long chain. OpenSSL's own bound is
    /// 100 kB for each message.
    /// </summary>
    internal const int MaxHandshakeBytes = 64 * 1024;

    /// <summary>Reads of the socket that may end in nothing to show: a talkative peer must not hold the loop.</summary>
    private const int ReadsPerCall = 16;

    private const int PlainBytes = 4 * 1024;
    private const int FirstBytes = 64;

    private readonly MemoryTransport _transport = new();
    private readonly byte[] _plain = new byte[PlainBytes];
    private readonly byte[] _outgoing = new byte[PlainBytes];
    private readonly byte[] _first = new byte[FirstBytes];
    private readonly RemoteCertificateValidationCallback _judge;
    private TlsIdentity? _identity;
    private SslStream? _stream;
    private X509Certificate? _certificate;
    private Task? _handshake;
    private Task<int>? _reading;
    private int _plainStart;
    private int _plainEnd;
    private int _accepted;
    private int _received;
    private bool _isSecure;
    private TlsEnd _verdict;
    private byte[] _verdictText = [];

    internal TlsConnection()
    {
        _judge = Judge;
    }

    /// <summary>True while there may be bytes inside that no readiness of the socket will tell of.</summary>
    internal bool MayHoldBytes => _isSecure
        && (_plainStart < _plainEnd || _reading is not { IsCompleted: false });

    /// <summary>Begins the handshake.</summary>
    internal OsError Begin(TlsIdentity identity, ISocketSet sockets, int slot)
    {
        _identity = identity;
        _stream = new SslStream(_transport, leaveInnerStreamOpen: true, _judge);
        _handshake = _stream.AuthenticateAsClientAsync(identity.Options);
        OsError error = Flush(sockets, slot);
        return error == OsError.WouldBlock ? OsError.None : error;
    }

    /// <summary>Moves the handshake on, or says how it or the stream ended.</summary>
    internal OsError Finish(ISocketSet sockets, int slot, Span<byte> shown, out TlsEnd end)
    {
        end = default;
        while (true)
        {
            OsError error = Flush(sockets, slot);
            if (error == OsError.WouldBlock)
            {
                sockets.Expect(slot, Readiness.Send);
                return error;
            }

            // A server that refuses sends its alert before it resets: what can be read decides.
            if (_handshake!.IsCompleted)
            {
                _isSecure = _handshake.IsCompletedSuccessfully && _verdict.Result == TlsResult.Secure;
                end = Explain(shown);
                return OsError.None;
            }

            error = _received > MaxHandshakeBytes ? OsError.None : Pump(sockets, slot);
            if (_received > MaxHandshakeBytes)
            {
                end = new TlsEnd(TlsResult.TooLong);
                return OsError.None;
            }

            if (error != OsError.None)
            {
                if (error == OsError.WouldBlock)
                {
                    sockets.Expect(slot, Readiness.Receive);
                }

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
            _accepted = Math.Min(bytes.Length, _outgoing.Length);
            bytes[.._accepted].CopyTo(_outgoing);

            // It ends within the call: the transport takes everything.
            Task write = _stream!.WriteAsync(_outgoing, 0, _accepted);
            if (write.Exception is { } exception)
            {
                return Break(exception);
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
    internal OsError Receive(ISocketSet sockets, int slot, Span<byte> buffer, out int received)
    {
        received = 0;
        for (int reads = 0; ; reads++)
        {
            if (_plainStart < _plainEnd)
            {
                received = Math.Min(buffer.Length, _plainEnd - _plainStart);
                _plain.AsSpan(_plainStart, received).CopyTo(buffer);
                _plainStart += received;
                return OsError.None;
            }

            _reading ??= _stream!.ReadAsync(_plain, 0, PlainBytes);
            OsError error = _reading.IsCompleted ? TakeRead(out bool hasEnded)
                : Missing(sockets, slot, reads, out hasEnded);
            if (error != OsError.None || hasEnded)
            {
                return error;
            }
        }
    }

    /// <summary>Says good-bye where the connection is secure, ends all that waits, and is as new.</summary>
    internal void Close(ISocketSet sockets, int slot)
    {
        if (_isSecure)
        {
            _ = _stream!.ShutdownAsync().Exception;
            Flush(sockets, slot);
        }

        _transport.End();
        _ = _handshake?.Exception;
        _ = _reading?.Exception;

        _stream!.Dispose();
        _certificate?.Dispose();
        Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _certificate?.Dispose();
        _transport.Dispose();
    }

    private void Clear()
    {
        _transport.Clear();
        _stream = null;
        _certificate = null;
        _handshake = null;
        _identity = null;
        _reading = null;
        _isSecure = false;
        (_plainStart, _plainEnd, _accepted, _received) = (0, 0, 0, 0);
        _verdict = default;
        _verdictText = [];
    }

    private OsError Missing(ISocketSet sockets, int slot, int reads, out bool hasEnded)
    {
        hasEnded = false;
        if (reads >= ReadsPerCall)
        {
            sockets.Again(slot);
            return OsError.WouldBlock;
        }

        OsError error = Pump(sockets, slot);
        if (error == OsError.None)
        {
            // An answer of the library's own, such as to a new key; what does not go now goes with the next call.
            error = Flush(sockets, slot);
            error = error == OsError.WouldBlock ? OsError.None : error;
        }

        return error;
    }

    private OsError TakeRead(out bool hasEnded)
    {
        Task<int> read = _reading!;
        _reading = null;
        _plainStart = 0;
        _plainEnd = read.IsCompletedSuccessfully ? read.Result : 0;
        hasEnded = read.IsCompletedSuccessfully && _plainEnd == 0;
        return read.Exception is { } exception ? Break(exception) : OsError.None;
    }

    private OsError Break(Exception exception)
    {
        _isSecure = false;
        _handshake = Task.FromException(exception);
        return OsError.Insecure;
    }

    /// <summary>Takes once what the socket has.</summary>
    private OsError Pump(ISocketSet sockets, int slot)
    {
        OsError error = sockets.Receive(slot, _transport.Room, out int received);
        if (error != OsError.None)
        {
            return error;
        }

        if (received == 0)
        {
            _transport.End();
            return OsError.None;
        }

        if (_received == 0)
        {
            _transport.Room[..Math.Min(received, FirstBytes)].CopyTo(_first);
        }

        _received += received;
        _transport.Arrived(received);
        return OsError.None;
    }

    private OsError Flush(ISocketSet sockets, int slot)
    {
        while (!_transport.Output.IsEmpty)
        {
            OsError error = sockets.Send(slot, _transport.Output, out int sent);
            if (error == OsError.Reset)
            {
                // What the server said before it closed decides: it is still to be read.
                _transport.Sent(_transport.Output.Length);
                return OsError.None;
            }

            if (error != OsError.None || sent == 0)
            {
                return error == OsError.None ? OsError.WouldBlock : error;
            }

            _transport.Sent(sent);
        }

        return OsError.None;
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _certificate = certificate;
        _verdict = PeerCertificate.Judge(
            _identity!.Settings, (X509Certificate2?)certificate, chain, errors, DateTime.UtcNow, out _verdictText);
        return _verdict.Result == TlsResult.Secure;
    }

    /// <summary>What ended the handshake, or later the stream.</summary>
    private TlsEnd Explain(Span<byte> shown)
    {
        if (_verdict.Result != TlsResult.Secure)
        {
            return _verdict with { Shown = Copy(_verdictText, shown) };
        }

        if (_handshake!.Exception is not { } exception)
        {
            return default;
        }

        short alert = TlsAlert.Of(exception);
        if (alert >= 0)
        {
            return new TlsEnd(TlsResult.Alert, alert);
        }

        int first = Math.Min(_received, FirstBytes);
        bool isOther = first > 0 && !TlsAlert.IsRecord(_first[0]);
        return new TlsEnd(TlsResult.Handshake, 0, isOther ? Copy(_first.AsSpan(0, first), shown) : 0);
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> shown)
    {
        int count = Math.Min(text.Length, shown.Length);
        text[..count].CopyTo(shown);
        return count;
    }
}
