using LvsMon.Core.Monitoring;

namespace LvsMon.Core.Notify;

/// <summary>The services as the loop has them; it is made after what it tells, so it is handed in later.</summary>
public sealed class LoopServiceCounts : IServiceCounts
{
    private MonitorLoop? _loop;

    /// <summary>Whose services are meant from now on.</summary>
    public void Attach(MonitorLoop loop) => _loop = loop;

    /// <inheritdoc/>
    public int Up(int service) => _loop?.Table.Services[service].Up ?? 0;

    /// <inheritdoc/>
    public int Carrying(int service) => _loop?.Table.CarryingOf(service) ?? 0;
}
