namespace LvsMon.Checks.Banner;

/// <summary>What the line being read is, as far as known.</summary>
internal enum ReplyLine : byte
{
    /// <summary>Its first bytes are not all there.</summary>
    Unknown,

    /// <summary>It decides the greeting when it ends.</summary>
    Deciding,

    /// <summary>It belongs to the greeting and decides nothing.</summary>
    Passing,
}
