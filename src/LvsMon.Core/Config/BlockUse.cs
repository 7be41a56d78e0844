namespace LvsMon.Core.Config;

/// <summary>Whether a directive opens a block.</summary>
public enum BlockUse : byte
{
    /// <summary>It is a line only.</summary>
    Never,

    /// <summary>It may end in <c>{</c>.</summary>
    May,

    /// <summary>It must end in <c>{</c>.</summary>
    Must,
}
