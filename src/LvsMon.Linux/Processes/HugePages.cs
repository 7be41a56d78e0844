using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>Pages of 2 MB, which Debian's kernels give to every program that did not say no.</summary>
public static class HugePages
{
    /// <summary>
    /// Says no (prctl(2), PR_SET_THP_DISABLE). The heap of a director with a thousand real servers is one megabyte, and
    /// a page in it that is touched would take two. What memory there is already stays as it is, so it is called
    /// first. Children inherit it; ipvsadm is none that would gain by them. A kernel that does not know the call
    /// changes nothing.
    /// </summary>
    public static void Refuse() => _ = ProcessCalls.ProcessControl(ProcessCalls.PR_SET_THP_DISABLE, 1, 0, 0, 0);
}
