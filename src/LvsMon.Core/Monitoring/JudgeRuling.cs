namespace LvsMon.Core.Monitoring;

/// <summary>What changed a verdict.</summary>
public enum JudgeRuling : byte
{
    /// <summary>The verdict is unchanged.</summary>
    None,

    /// <summary>Up: enough successes in a row.</summary>
    Risen,

    /// <summary>Down: enough failures in a row.</summary>
    Fallen,

    /// <summary>Down: no success for too long.</summary>
    NoSuccess,
}
