using System;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;

namespace LvsMon.Linux.Tests.Sockets;

/// <summary>
/// A server whose accept queue is full: the kernel drops each further SYN, so a connect has no answer.
/// </summary>
internal sealed class FullPeer : IDisposable
{
    private readonly Peer _peer = new(backlog: 0);
    private readonly Connections _fillers = new(8);

    internal FullPeer()
    {
        Endpoint any = new(IpAddress.FromV4(0), 0);
        for (int slot = 0; slot < _fillers.Capacity; slot++)
        {
            if (_fillers.Begin(slot, _peer.Endpoint, any, speaksFirst: false, Transport.Stream, out _) != OsError.None)
            {
                throw new InvalidOperationException("the queue could not be filled");
            }
        }
    }

    internal Endpoint Endpoint => _peer.Endpoint;

    public void Dispose()
    {
        _fillers.Dispose();
        _peer.Dispose();
    }
}
