using LvsMon.Core.Config;
using LvsMon.Core.Metrics;
using LvsMon.Core.Values;
using LvsMon.Linux.Serving;
using LvsMon.Linux.Sockets;

namespace LvsMon.Composition;

/// <summary>The socket of <c>metrics-listen</c> in the daemon's life.</summary>
internal sealed class MetricsPoint : ListeningPoint
{
    private readonly IWaitRegistry _registry;
    private readonly MetricPage _page;
    private Endpoint? _endpoint;

    /// <summary>Prepares it; opens nothing yet.</summary>
    public MetricsPoint(IWaitRegistry registry, MetricPage page)
    {
        _registry = registry;
        _page = page;
    }

    /// <summary>Opens the socket where the configuration says, unless it is open there already.</summary>
    /// <returns>Why it cannot be made; empty when it was, or is not wanted.</returns>
    public string Open(GlobalSettings global)
    {
        if (IsOpen && global.MetricsListen == _endpoint)
        {
            return string.Empty;
        }

        Close();
        _endpoint = global.MetricsListen;
        if (_endpoint is not { } endpoint)
        {
            return string.Empty;
        }

        if (TcpListener.Open(endpoint, MetricsLimits.Clients + 1, _registry, out string why) is { } socket)
        {
            Begin(socket, new MetricsServer(socket, _page));
            return string.Empty;
        }

        return $"{endpoint}: {why}";
    }
}
