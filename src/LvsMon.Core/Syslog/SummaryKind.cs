namespace LvsMon.Core.Syslog;

/// <summary>What a line that stands for several says. No fact is one, because the stream of facts tells them all: only
/// the log has such lines.</summary>
public enum SummaryKind : byte
{
    /// <summary>Real servers went down, and are.</summary>
    MoreDown = 1,

    /// <summary>Real servers came up, and are, and none went down that still is.</summary>
    MoreUp = 2,

    /// <summary>None is up or down that was not before.</summary>
    More = 3,
}
