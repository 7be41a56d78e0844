using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>How many descriptors the process may have (RLIMIT_NOFILE, getrlimit(2)).</summary>
public static unsafe class DescriptorLimit
{
    /// <summary>Raises the soft limit to the hard one.</summary>
    /// <returns>The limit now, in descriptors.</returns>
    public static int Raise()
    {
        ulong* limit = stackalloc ulong[2];
        if (ProcessCalls.GetLimit(ProcessCalls.RLIMIT_NOFILE, limit) != 0)
        {
            // POSIX's smallest limit of an open process, _POSIX_OPEN_MAX.
            return 20;
        }

        ulong before = limit[0];
        limit[0] = limit[1];
        ulong now = ProcessCalls.SetLimit(ProcessCalls.RLIMIT_NOFILE, limit) == 0 ? limit[1] : before;
        return (int)ulong.Min(now, int.MaxValue);
    }
}
