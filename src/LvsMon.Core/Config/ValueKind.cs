namespace LvsMon.Core.Config;

/// <summary>What stands after a directive's name.</summary>
public enum ValueKind : byte
{
    /// <summary>Words that the directive reads in its own way.</summary>
    Words,

    /// <summary>No word.</summary>
    Nothing,

    /// <summary>A duration; limits in microseconds.</summary>
    Duration,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A percentage with its sign.</summary>
    Percentage,

    /// <summary>One word of a list.</summary>
    Choice,

    /// <summary>A label of printable ASCII characters; limits are its length.</summary>
    Label,
}
