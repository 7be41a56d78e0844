namespace LvsMon.Core.Monitoring;

/// <summary>What has been decided of a subscription or a real server.</summary>
public enum Health : byte
{
    /// <summary>No verdict yet.</summary>
    Unverified,

    /// <summary>Up.</summary>
    Up,

    /// <summary>Down.</summary>
    Down,
}
