using System.Net;
using System.Threading;

namespace LvsMon.VmPeer.Network;

/// <summary>Requests that may overlap, logged each and counted.</summary>
internal sealed class LoadRun(IPEndPoint source, IPEndPoint target, RecordWriter log) : IThreadPoolWorkItem
{
    private const long TimeoutUs = 2_000_000;
    private const int EndPollMs = 5;

    private int _total;
    private int _good;
    private int _failed;

    /// <summary>Starts a request and does not wait for it; called by one thread.</summary>
    internal void StartOne()
    {
        _total++;
        Workers.Start(this);
    }

    /// <summary>Waits for those that run.</summary>
    /// <returns>The summary.</returns>
    internal string End()
    {
        while (Volatile.Read(ref _good) + Volatile.Read(ref _failed) < _total)
        {
            Thread.Sleep(EndPollMs);
        }

        return $"total {_total} ok {_good} fail {_failed}";
    }

    /// <summary>One request; called by the workers.</summary>
    public void Execute()
    {
        RequestResult result = Request.Run(source, target, TimeoutUs, closesByReset: false);
        bool isGood = result.Failure is null;
        string outcome = isGood ? $"ok {result.Name}" : $"fail {result.Failure}";
        log.Write($"{result.StartUs} {outcome} {result.TotalUs}");
        Interlocked.Increment(ref isGood ? ref _good : ref _failed);
    }
}
