using System.Net;
using System.Text;
using LvsMon.VmPeer.Network;

namespace LvsMon.VmPeer.Commands;

/// <summary>
/// <c>hold</c>: clients that stay. The log has who got which server, the end of each connection, and every second how
/// many of the busy ones were answered since the last time.
/// </summary>
internal static class HoldCommand
{
    private const long PeriodUs = 200_000;
    private const int PeriodsPerCount = 5;
    private const int MostConnections = 1000;

    internal static int Run(ArgumentReader arguments)
    {
        IPEndPoint target = arguments.EndPoint();
        int count = arguments.Number("COUNT", 1, MostConnections);
        int busy = arguments.Number("BUSY", 0, count);
        int firstPort = arguments.Port("FIRSTPORT");
        string path = arguments.Word("LOG");
        IPEndPoint source = arguments.Source(target, port: 0);
        arguments.End();
        if (firstPort + count - 1 > IPEndPoint.MaxPort)
        {
            throw new UsageException("FIRSTPORT and COUNT go beyond the last port");
        }

        using RecordWriter log = RecordWriter.Append(path);
        HeldConnection[] connections = new HeldConnection[count];
        int open = 0;
        StringBuilder names = new();
        for (int i = 0; i < count; i++)
        {
            connections[i] = new HeldConnection(new IPEndPoint(source.Address, firstPort + i), log);
            if (connections[i].Open(target))
            {
                open++;
                names.Append('\n').Append(connections[i].Port).Append(' ').Append(connections[i].Name);
            }
        }

        log.Write($"{MonotonicTime.NowUs} open {open}{names}");
        Grid grid = new(MonotonicTime.NowUs, PeriodUs, long.MaxValue);
        for (long period = 1; ; period++)
        {
            Rest.Until(grid.DueUs);
            grid.Take(MonotonicTime.NowUs);
            int answered = 0;
            for (int i = 0; i < busy; i++)
            {
                connections[i].SendLine();
                answered += period % PeriodsPerCount == 0 && connections[i].TakeAnswered() ? 1 : 0;
            }

            if (period % PeriodsPerCount == 0 && busy > 0)
            {
                log.Write($"{MonotonicTime.NowUs} answered {answered}");
            }
        }
    }
}
