using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>Clients of a control socket that do what the test says; moving their bytes does not allocate.</summary>
public sealed class SimulatedClients : IClientSet
{
    private readonly Queue<ClientIdentity> _waiting = new();
    private readonly Client[] _slots;
    private bool _watched = true;

    /// <summary>Makes a set.</summary>
    /// <param name="capacity">Slots.</param>
    /// <param name="outBytes">Bytes that are kept of what each client is sent.</param>
    public SimulatedClients(int capacity, int outBytes = 1 << 20)
    {
        _slots = new Client[capacity];
        for (int slot = 0; slot < capacity; slot++)
        {
            _slots[slot] = new Client(outBytes);
        }
    }

    /// <inheritdoc/>
    public int Capacity => _slots.Length;

    /// <summary>What the next calls of <see cref="Accept"/> answer instead of a client.</summary>
    public OsError AcceptError { get; set; }

    /// <summary>Clients at the door.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>How often <see cref="Accept"/> was called.</summary>
    public int Accepts { get; private set; }

    /// <summary>Most bytes that one call of <see cref="Receive"/> gives.</summary>
    public int MostReceived { get; set; } = int.MaxValue;

    /// <summary>A client comes to the door.</summary>
    public void Come(ClientIdentity who) => _waiting.Enqueue(who);

    /// <summary>A client sends.</summary>
    public void Say(int slot, ReadOnlySpan<byte> bytes)
    {
        Client client = _slots[slot];
        bytes.CopyTo(client.In.AsSpan(client.InEnd));
        client.InEnd += bytes.Length;
    }

    /// <summary>A client will send no more.</summary>
    public void End(int slot) => _slots[slot].HasEnded = true;

    /// <summary>A client is gone: nothing can be sent to it.</summary>
    public void Vanish(int slot)
    {
        _slots[slot].HasEnded = true;
        _slots[slot].IsGone = true;
    }

    /// <summary>How many more bytes a client takes.</summary>
    public void SetRoom(int slot, int bytes) => _slots[slot].Room = bytes;

    /// <summary>True while the connection is open on this side.</summary>
    public bool IsOpen(int slot) => _slots[slot].IsOpen;

    /// <summary>All that was sent to a client since it came or <see cref="Forget"/>; after its end too.</summary>
    public string Heard(int slot) => Encoding.ASCII.GetString(_slots[slot].Out, 0, _slots[slot].OutEnd);

    /// <summary>Forgets what was sent to a client.</summary>
    public void Forget(int slot) => _slots[slot].OutEnd = 0;

    /// <inheritdoc/>
    public int Poll(Span<Ready> ready)
    {
        int count = 0;
        if (_watched && (_waiting.Count > 0 || AcceptError != OsError.None))
        {
            ready[count++] = new Ready(IClientSet.Door, Readiness.Receive);
        }

        for (int slot = 0; slot < _slots.Length && count < ready.Length; slot++)
        {
            Client client = _slots[slot];
            bool canReceive = client.InEnd > client.InStart || client.HasEnded;
            bool isReady = client.IsOpen && (client.IsGone
                || (client.Expected == Readiness.Receive ? canReceive : client.Room > 0));
            if (isReady)
            {
                ready[count++] = new Ready(slot, client.Expected);
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public void Watch(bool door) => _watched = door;

    /// <inheritdoc/>
    public OsError Accept(int slot, out ClientIdentity who)
    {
        Accepts++;
        who = default;
        if (AcceptError != OsError.None)
        {
            return AcceptError;
        }

        if (!_waiting.TryDequeue(out who))
        {
            return OsError.WouldBlock;
        }

        if (_slots[slot].IsOpen)
        {
            throw new InvalidOperationException($"slot {slot} is taken");
        }

        _slots[slot].Begin();
        return OsError.None;
    }

    /// <inheritdoc/>
    public void Move(int slot, int other)
    {
        if (_slots[other].IsOpen)
        {
            throw new InvalidOperationException($"slot {other} is taken");
        }

        (_slots[slot], _slots[other]) = (_slots[other], _slots[slot]);
    }

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        Client client = _slots[slot];
        received = Math.Min(Math.Min(buffer.Length, MostReceived), client.InEnd - client.InStart);
        if (received == 0)
        {
            return client.HasEnded ? OsError.None : OsError.WouldBlock;
        }

        client.In.AsSpan(client.InStart, received).CopyTo(buffer);
        client.InStart += received;
        if (client.InStart == client.InEnd)
        {
            client.InStart = 0;
            client.InEnd = 0;
        }

        return OsError.None;
    }

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        Client client = _slots[slot];
        sent = 0;
        if (client.IsGone)
        {
            return OsError.Reset;
        }

        sent = Math.Min(bytes.Length, client.Room);
        if (sent == 0)
        {
            return OsError.WouldBlock;
        }

        bytes[..sent].CopyTo(client.Out.AsSpan(client.OutEnd));
        client.OutEnd += sent;
        client.Room -= client.Room == int.MaxValue ? 0 : sent;
        return OsError.None;
    }

    /// <inheritdoc/>
    public void Expect(int slot, Readiness what) => _slots[slot].Expected = what;

    /// <inheritdoc/>
    public void Close(int slot) => _slots[slot].IsOpen = false;

    private sealed class Client
    {
        internal Client(int outBytes)
        {
            Out = new byte[outBytes];
        }

        internal byte[] In { get; } = new byte[1 << 20];

        internal byte[] Out { get; }

        internal int InStart { get; set; }

        internal int InEnd { get; set; }

        internal int OutEnd { get; set; }

        internal int Room { get; set; }

        internal bool IsOpen { get; set; }

        internal bool HasEnded { get; set; }

        internal bool IsGone { get; set; }

        internal Readiness Expected { get; set; }

        internal void Begin()
        {
            InStart = 0;
            InEnd = 0;
            OutEnd = 0;
            Room = int.MaxValue;
            IsOpen = true;
            HasEnded = false;
            IsGone = false;
            Expected = Readiness.Receive;
        }
    }
}
