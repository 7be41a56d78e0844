namespace LvsMon.Core.Checks;

/// <summary>What an attempt says of the real server.</summary>
public enum CheckOutcome : byte
{
    /// <summary>The server answers as asked.</summary>
    Pass,

    /// <summary>The server does not.</summary>
    Fail,

    /// <summary>The attempt says nothing of the server: the trouble was ours. It moves no counter of the
    /// server.</summary>
    Inconclusive,
}
