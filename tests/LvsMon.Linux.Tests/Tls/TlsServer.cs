using System;
using System.Collections.Generic;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Tests.Tls;

/// <summary>
/// A set of one slot whose peer is a server in the same thread: what is sent it takes at once, what it answers is read
/// in pieces. Nothing here waits for anything, so a client that needs another thread does not come to an end.
/// </summary>
internal sealed class TlsServer : ISocketSet
{
    private readonly MemoryTransport _transport = new();
    private readonly SslStream _stream;
    private readonly byte[] _buffer = new byte[4096];
    private readonly StringBuilder _heard = new();
    private readonly Task _handshake;
    private Task<int>? _reading;
    private int _handedOut;
    private int _sentNow;
    private int _taken;
    private bool _isSpoiling;

    internal TlsServer(X509Certificate2 certificate, bool demandsCertificate = false)
    {
        _stream = new SslStream(_transport, leaveInnerStreamOpen: true, (_, own, _, _) =>
        {
            ClientSubject = own?.Subject ?? "";
            return !demandsCertificate || own is not null;
        });
        _handshake = _stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = demandsCertificate,
        });
    }

    /// <summary>Sends these bytes instead of speaking TLS.</summary>
    internal byte[]? Raw { get; init; }

    /// <summary>The most that one read takes.</summary>
    internal int PieceBytes { get; init; } = int.MaxValue;

    /// <summary>The most that one send takes; after each the socket is full once.</summary>
    internal int SendBytes { get; init; } = int.MaxValue;

    /// <summary>Once it has taken so many bytes it takes no more.</summary>
    internal int FillsAfterBytes { get; init; } = int.MaxValue;

    /// <summary>So many bytes more may be read now.</summary>
    internal int Allowance { get; set; } = int.MaxValue;

    /// <summary>What it has taken, as it came.</summary>
    internal List<byte> Taken { get; } = [];

    /// <summary>After so many bytes the connection ends.</summary>
    internal int CutAt { get; init; } = int.MaxValue;

    /// <summary>How it ends then.</summary>
    internal OsError CutEnds { get; init; }

    /// <summary>What it says once it has heard a line.</summary>
    internal byte[] Answer { get; init; } = [];

    internal string ClientSubject { get; private set; } = "";

    internal string Heard => _heard.ToString();

    /// <summary>True when the client said good-bye inside TLS.</summary>
    internal bool HeardEnd { get; private set; }

    /// <summary>What the server has sent in all.</summary>
    internal int HandedOut => _handedOut;

    internal bool IsClosed { get; private set; }

    internal Readiness Expected { get; private set; }

    internal bool IsToBeAskedAgain { get; set; }

    public int Capacity => 1;

    /// <summary>From now on the last byte of each read is another one.</summary>
    internal void Spoil() => _isSpoiling = true;

    public void Grow(int capacity)
    {
    }

    public OsError Connect(
        int slot, in Endpoint target, in IpAddress source, bool speaksFirst, Transport transport) => OsError.None;

    public OsError FinishConnect(int slot) => OsError.None;

    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        sent = 0;
        if (_sentNow > 0 || _taken >= FillsAfterBytes)
        {
            _sentNow = 0;
            return OsError.WouldBlock;
        }

        sent = Math.Min(bytes.Length, SendBytes);
        _sentNow = sent < bytes.Length ? sent : 0;
        _taken += sent;
        ReadOnlySpan<byte> left = bytes[..sent];
        Taken.AddRange(left);
        while (!left.IsEmpty && !_transport.Room.IsEmpty)
        {
            int part = Math.Min(left.Length, _transport.Room.Length);
            left[..part].CopyTo(_transport.Room);
            _transport.Arrived(part);
            left = left[part..];
            Play();
        }

        return OsError.None;
    }

    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        ReadOnlySpan<byte> left = Raw is null ? _transport.Output : Raw.AsSpan(Math.Min(_handedOut, Raw.Length));
        received = Math.Min(Math.Min(left.Length, buffer.Length), Math.Min(PieceBytes, CutAt - _handedOut));
        received = Math.Min(received, Allowance);
        if (_handedOut >= CutAt || (Raw is not null && left.IsEmpty))
        {
            return CutEnds;
        }

        if (received == 0)
        {
            return OsError.WouldBlock;
        }

        left[..received].CopyTo(buffer);
        buffer[received - 1] ^= (byte)(_isSpoiling ? 1 : 0);
        _handedOut += received;
        Allowance -= Allowance == int.MaxValue ? 0 : received;
        if (Raw is null)
        {
            _transport.Sent(received);
        }

        return OsError.None;
    }

    public void Expect(int slot, Readiness what) => Expected = what;

    public void Again(int slot) => IsToBeAskedAgain = true;

    public void Close(int slot) => IsClosed = true;

    public int Wait(long untilUs, Span<Ready> ready) => 0;

    public void Dispose()
    {
        _transport.End();
        _ = _handshake.Exception;
        _ = _reading?.Exception;
        _stream.Dispose();
        _transport.Dispose();
    }

    /// <summary>The server's part: reads lines and answers the first.</summary>
    private void Play()
    {
        if (!_handshake.IsCompletedSuccessfully)
        {
            return;
        }

        _reading ??= _stream.ReadAsync(_buffer, 0, _buffer.Length);
        while (_reading is { IsCompleted: true })
        {
            if (!_reading.IsCompletedSuccessfully || _reading.Result == 0)
            {
                HeardEnd = _reading.IsCompletedSuccessfully;
                return;
            }

            bool hadLine = Heard.Contains('\n', StringComparison.Ordinal);
            _heard.Append(Encoding.ASCII.GetString(_buffer, 0, _reading.Result));
            if (!hadLine && Heard.Contains('\n', StringComparison.Ordinal) && Answer.Length > 0)
            {
                _ = _stream.WriteAsync(Answer, 0, Answer.Length).Exception;
            }

            _reading = _stream.ReadAsync(_buffer, 0, _buffer.Length);
        }
    }
}
