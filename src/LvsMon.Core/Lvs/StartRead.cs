namespace LvsMon.Core.Lvs;

/// <summary>How far the reading of the table at start is.</summary>
public enum StartRead : byte
{
    /// <summary>Not finished.</summary>
    Pending,

    /// <summary>Read: what was there is adopted.</summary>
    Done,

    /// <summary>It could not be read; the keeper goes on trying.</summary>
    Failed,
}
