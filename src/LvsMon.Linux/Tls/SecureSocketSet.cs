using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Tls;

/// <summary>A set of sockets with TLS on those slots that ask for it; the others go straight through.</summary>
public sealed class SecureSocketSet : ISecureSocketSet
{
    private const int CipherBytes = 16 * 1024;

    private readonly ISocketSet _inner;
    private readonly Stack<TlsConnection> _spares = new();
    private readonly byte[] _cipher = new byte[CipherBytes];
    private Dictionary<TlsSettings, TlsContext> _contexts = [];
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
        Dictionary<TlsSettings, TlsContext> contexts = [];
        foreach (TlsSettings one in settings)
        {
            if (_contexts.TryGetValue(one, out TlsContext? kept) && kept.IsCurrent(TlsTrust.Shared))
            {
                _contexts.Remove(one);
                contexts.Add(one, kept);
            }
            else if (TlsContext.Create(one, TlsTrust.Shared, out _) is { } made)
            {
                // What cannot be made now is refused at each start: the checks then say nothing of their servers.
                contexts.Add(one, made);
            }
        }

        Forget();
        _contexts = contexts;
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
        if (!_contexts.TryGetValue(settings, out TlsContext? context))
        {
            return OsError.Other;
        }

        TlsConnection connection = _spares.TryPop(out TlsConnection? spare) ? spare : new TlsConnection();
        _connections[slot] = connection;
        OsError error = connection.Begin(context, _inner, slot);
        _inner.Expect(slot, Readiness.Receive);
        return error;
    }

    /// <inheritdoc/>
    public OsError FinishTls(int slot, Span<byte> shown, out TlsEnd end) =>
        _connections[slot]!.Finish(_inner, slot, _cipher, shown, out end);

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent) => _connections[slot] is { } secure
        ? secure.Send(_inner, slot, bytes, out sent)
        : _inner.Send(slot, bytes, out sent);

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received) => _connections[slot] is { } secure
        ? secure.Receive(_inner, slot, _cipher, buffer, out received)
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
            _spares.Push(secure);
        }

        _inner.Close(slot);
    }

    /// <inheritdoc/>
    public int Wait(long untilUs, Span<Ready> ready) => _inner.Wait(untilUs, ready);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TlsConnection? connection in _connections)
        {
            connection?.Free();
        }

        Forget();
        _inner.Dispose();
    }

    private void Forget()
    {
        foreach (TlsContext context in _contexts.Values)
        {
            context.Dispose();
        }

        _contexts.Clear();
    }
}
