using System;
using LvsMon.Core.Os;
using LvsMon.Core.Serving;

namespace LvsMon.Core.Metrics;

/// <summary>Answers the clients of <c>metrics-listen</c>: HTTP/1.1, one page, whoever asks.</summary>
public sealed class MetricsServer : ClientServer
{
    private readonly MetricsClient[] _places;

    /// <summary>Makes a server of an open socket; set-up only.</summary>
    /// <param name="clients">The socket's clients, with a slot more than <see cref="MetricsLimits.Clients"/>.</param>
    /// <param name="page">What is answered.</param>
    public MetricsServer(IClientSet clients, MetricPage page)
        : this(clients, Places(clients, page))
    {
    }

    private MetricsServer(IClientSet clients, MetricsClient[] places)
        : base(clients, in MetricsLimits.Serving, places)
    {
        _places = places;
    }

    private protected override int WriteRefusal(Span<byte> buffer, in ClientIdentity who, bool isFull) =>
        isFull ? HttpAnswer.WriteRefusal(buffer, new HttpRequest(HttpStatus.Busy)) : 0;

    private protected override void Begin(int slot, in ClientIdentity who, long nowUs) => _places[slot].Begin(nowUs);

    private static MetricsClient[] Places(IClientSet clients, MetricPage page)
    {
        byte[] memory = Memory(MetricsLimits.Clients, MetricsClient.MemoryBytes);
        MetricsClient[] places = new MetricsClient[MetricsLimits.Clients];
        for (int slot = 0; slot < places.Length; slot++)
        {
            int begin = slot * MetricsClient.MemoryBytes;
            places[slot] = new MetricsClient(clients, slot, page, new(memory, begin, MetricsClient.MemoryBytes));
        }

        return places;
    }
}
