namespace LvsMon.Core.Transitions;

/// <summary>What an operator has ordered about a real server's place in the table.</summary>
public enum OrderKind : byte
{
    /// <summary>Nothing: its checks decide.</summary>
    None,

    /// <summary>Out of the table.</summary>
    Disabled,

    /// <summary>Weight 0 until its connections have ended.</summary>
    Draining,

    /// <summary>Out of the table after its connections have ended, or their time.</summary>
    Drained,
}
