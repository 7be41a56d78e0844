namespace LvsMon.Core.Orders;

/// <summary>What is known of a real server that takes no new connections any more; indexes are those of the running
/// plan.</summary>
public interface IDrainView
{
    /// <summary>When the table was read last, monotonic microseconds; -1 while it is not known.</summary>
    long TableReadUs { get; }

    /// <summary>The weight at that reading, -1 when it was not there.</summary>
    int WeightInTable(int real);

    /// <summary>Connections that it still has, by a count of the kernel's that began after a time; -1 without
    /// one.</summary>
    long ConnectionsAfter(int real, long timeUs);
}
