using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Orders;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;

namespace LvsMon.Composition;

/// <summary>How draining goes on: the kernel's table says that no new connection comes, the reports on sessions how
/// many there still are.</summary>
internal sealed class DrainView : IDrainView
{
    private readonly MonitorLoop _loop;
    private readonly ITableView _table;
    private readonly ISessionView _sessions;

    /// <summary>Makes the view.</summary>
    public DrainView(MonitorLoop loop, ITableView table, ISessionView sessions)
    {
        _loop = loop;
        _table = table;
        _sessions = sessions;
    }

    /// <inheritdoc/>
    public long TableReadUs => _table.IsKnown ? _table.ReadUs : -1;

    /// <inheritdoc/>
    public int WeightInTable(int real) => _table.WeightInTable(real);

    /// <inheritdoc/>
    public long ConnectionsAfter(int real, long timeUs)
    {
        SessionCount count = _sessions.OfReal(real);
        return !count.IsKnown || _sessions.ReadUs <= timeUs ? -1
            : IsSeenToEnd(real) ? count.Active
            : count.Total;
    }

    /// <summary>True where the kernel sees connections end; elsewhere they only fall silent and are counted until
    /// their timeout.</summary>
    private bool IsSeenToEnd(int real)
    {
        Plan plan = _loop.Plan;
        return plan.Services[plan.Reals[real].Service].Key.Protocol is ServiceProtocol.Tcp or ServiceProtocol.Sctp;
    }
}
