namespace LvsMon.Core.Config;

/// <summary>Which changes of a real server a <c>notify</c> line is for; in the order of the words.</summary>
public enum NotifyEvent : byte
{
    /// <summary>It came up.</summary>
    Up,

    /// <summary>It went down.</summary>
    Down,

    /// <summary>Either.</summary>
    Any,
}
