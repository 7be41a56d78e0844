namespace LvsMon.Core.Config;

/// <summary>What happens in the table to a real server that is down.</summary>
public enum FailureAction : byte
{
    /// <summary>The entry is deleted.</summary>
    Remove,

    /// <summary>The weight becomes 0: no new connections, those there are go on.</summary>
    Quiesce,
}
