namespace LvsMon.Core.Monitoring;

/// <summary>Why a real server that is down keeps its place in the table.</summary>
public enum HoldCause : byte
{
    /// <summary>It does not, or is not down.</summary>
    None,

    /// <summary>The floor of its service.</summary>
    Floor,

    /// <summary>The director doubts its own network.</summary>
    Isolation,
}
