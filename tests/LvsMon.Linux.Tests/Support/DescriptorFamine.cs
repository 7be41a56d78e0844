using System;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Tests.Support;

/// <summary>While it lives, no descriptor can be opened; those that are open stay.</summary>
internal sealed unsafe class DescriptorFamine : IDisposable
{
    private readonly ulong _soft;
    private readonly ulong _hard;

    internal DescriptorFamine()
    {
        ulong* limit = stackalloc ulong[2];
        _ = ProcessCalls.GetLimit(ProcessCalls.RLIMIT_NOFILE, limit);
        (_soft, _hard) = (limit[0], limit[1]);
        Set(0);
    }

    public void Dispose() => Set(_soft);

    private void Set(ulong soft)
    {
        ulong* limit = stackalloc ulong[2];
        limit[0] = soft;
        limit[1] = _hard;
        if (ProcessCalls.SetLimit(ProcessCalls.RLIMIT_NOFILE, limit) != 0)
        {
            throw new InvalidOperationException("the limit could not be set");
        }
    }
}
