using System;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Tests.Tls;

/// <summary>One server after the other behind the same slot; what they allocate is counted.</summary>
internal sealed class RoundRobin(TlsServer[] servers) : ISocketSet
{
    /// <summary>Whose turn it is.</summary>
    internal int Turn { get; set; }

    /// <summary>Managed bytes that the servers took.</summary>
    internal long Allocated { get; set; }

    public int Capacity => 1;

    public void Grow(int capacity)
    {
    }

    public OsError Connect(
        int slot, in Endpoint target, in IpAddress source, bool speaksFirst, Transport transport) => OsError.None;

    public OsError FinishConnect(int slot) => OsError.None;

    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        OsError error = servers[Turn].Send(slot, bytes, out sent);
        Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        return error;
    }

    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        OsError error = servers[Turn].Receive(slot, buffer, out received);
        Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        return error;
    }

    public void Expect(int slot, Readiness what)
    {
    }

    public void Again(int slot)
    {
    }

    public void Close(int slot)
    {
    }

    public int Wait(long untilUs, Span<Ready> ready) => 0;

    public void Dispose()
    {
    }
}
