using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Tls;

/// <summary>A set of sockets with TLS on those slots that ask for it; the others go straight through.</summary>
public sealed class SecureSocketSet : ISecureSocketSet
{
    /// <summary>Connections kept for the next handshakes, 10 kB each.</summary>
    private const int MaxSpares = 64;

    private readonly ISocketSet _inner;
    private readonly Stack<TlsConnection> _spares = new();
    private Dictionary<TlsSettings, TlsIdentity> _identities = new(ReferenceEqualityComparer.Instance);
    private TlsConnection?[] _connections;

    /// <summary>Puts it over a set that it owns from then on.</summary>
    public SecureSocketSet(ISocketSet inner)
    {
        _inner = inner;
        _connections = new TlsConnection?[inner.Capacity];
    }

    /// <inheritdoc/>
    public int Capacity => _inner.Capacity;

    /// <inheritdoc/>
    public void Grow(int capacity)
    {
        _inner.Grow(capacity);
        Array.Resize(ref _connections, _inner.Capacity);
    }

    /// <inheritdoc/>
    public void Prepare(IReadOnlyCollection<TlsSettings> settings)
    {
        Dictionary<TlsSettings, TlsIdentity> identities = new(ReferenceEqualityComparer.Instance);
        foreach (TlsSettings one in settings)
        {
            identities.Add(one, _identities.GetValueOrDefault(one) ?? TlsIdentity.Create(one));
        }

        _identities = identities;
    }

    /// <inheritdoc/>
    public OsError Connect(
        int slot,
        in Endpoint target,
        in IpAddress source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream) =>
        _inner.Connect(slot, target, source, speaksFirst, transport);

    /// <inheritdoc/>
    public OsError FinishConnect(int slot) => _inner.FinishConnect(slot);

    /// <inheritdoc/>
    public OsError StartTls(int slot, TlsSettings settings)
    {
        TlsConnection connection = _spares.TryPop(out TlsConnection? spare) ? spare : new TlsConnection();
        _connections[slot] = connection;
        OsError error = connection.Begin(_identities[settings], _inner, slot);
        _inner.Expect(slot, Readiness.Receive);
        return error;
    }

    /// <inheritdoc/>
    public OsError FinishTls(int slot, Span<byte> shown, out TlsEnd end) =>
        _connections[slot]!.Finish(_inner, slot, shown, out end);

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent) => _connections[slot] is { } secure
        ? secure.Send(_inner, slot, bytes, out sent)
        : _inner.Send(slot, bytes, out sent);

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received) => _connections[slot] is { } secure
        ? secure.Receive(_inner, slot, buffer, out received)
        : _inner.Receive(slot, buffer, out received);

    /// <inheritdoc/>
    public void Expect(int slot, Readiness what)
    {
        _inner.Expect(slot, what);
        if (what == Readiness.Receive && _connections[slot] is { MayHoldBytes: true })
        {
            _inner.Again(slot);
        }
    }

    /// <inheritdoc/>
    public void Again(int slot) => _inner.Again(slot);

    /// <inheritdoc/>
    public void Close(int slot)
    {
        if (_connections[slot] is { } secure)
        {
            _connections[slot] = null;
            secure.Close(_inner, slot);
            Keep(secure);
        }

        _inner.Close(slot);
    }

    /// <inheritdoc/>
    public int Wait(long untilUs, Span<Ready> ready) => _inner.Wait(untilUs, ready);

    /// <inheritdoc/>
    public void Dispose()
    {
        _inner.Dispose();
        foreach (TlsConnection spare in _spares)
        {
            spare.Dispose();
        }

        foreach (TlsConnection? connection in _connections)
        {
            connection?.Dispose();
        }
    }

    private void Keep(TlsConnection connection)
    {
        if (_spares.Count < MaxSpares)
        {
            _spares.Push(connection);
        }
        else
        {
            connection.Dispose();
        }
    }
}
