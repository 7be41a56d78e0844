using System.Threading;

namespace LvsMon.VmPeer.Network;

/// <summary>
/// The threads of blocking work: the runtime's pool, allowed to start a thread for each of many waiting connections
/// at once. An idle one is taken again, which is cheaper than a new one.
/// </summary>
internal static class Workers
{
    private const int Connections = 1000;

    /// <summary>Called once, before the first work.</summary>
    internal static void Allow() => ThreadPool.SetMinThreads(Connections, 1);

    /// <summary>Runs it on one of them.</summary>
    internal static void Start(IThreadPoolWorkItem work) =>
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}
