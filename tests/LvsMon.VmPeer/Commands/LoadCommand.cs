using System.Net;
using LvsMon.VmPeer.Network;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>load</c>: clients at a fixed rate.</summary>
internal static class LoadCommand
{
    internal static int Run(ArgumentReader arguments)
    {
        IPEndPoint target = arguments.EndPoint();
        long periodUs = arguments.Number("EVERYMS", 1) * 1000L;
        long lengthUs = arguments.Number("SECONDS", 1) * 1_000_000L;
        string path = arguments.Word("LOG");
        IPEndPoint source = arguments.Source(target, port: 0);
        arguments.End();
        using RecordWriter log = RecordWriter.Append(path);
        using RecordWriter output = RecordWriter.Output();
        LoadRun run = new(source, target, log);
        Grid grid = new(MonotonicTime.NowUs, periodUs, (lengthUs + periodUs - 1) / periodUs);
        Workers.Allow();
        while (!grid.IsOver)
        {
            Rest.Until(grid.DueUs);
            grid.Take(MonotonicTime.NowUs);
            run.StartOne();
        }

        output.Write(run.End());
        return 0;
    }
}
