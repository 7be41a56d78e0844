using System;

namespace LvsMon.Composition;

/// <summary>
/// Reading a configuration leaves garbage of many times the plan's size, and the loop allocates nothing: without being
/// asked to, the collector would never run again and the garbage would stay in memory for as long as the daemon lives.
/// </summary>
internal static class SetUpGarbage
{
    /// <summary>
    /// Collects it and gives its pages back to the system: 1 to 15 ms. At the start it is called before the big arrays
    /// are made, so that none of them is moved: their pages are taken only as they are used. After a reload, taken or
    /// refused, the arrays it replaced go too.
    /// </summary>
    public static void Collect() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
