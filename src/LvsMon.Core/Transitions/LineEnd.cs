namespace LvsMon.Core.Transitions;

/// <summary>What became of a line that was given to ipvsadm, as the reading after it shows.</summary>
public enum LineEnd : byte
{
    /// <summary>The reading has not ended.</summary>
    Pending,

    /// <summary>The table is as the line says.</summary>
    Taken,

    /// <summary>It is not; the line is tried again.</summary>
    NotTaken,

    /// <summary>It is not, and something else is wanted by now.</summary>
    Overtaken,

    /// <summary>A reload, or an ipvsadm that could not be started, came before the reading: what followed is compared
    /// with what was wanted then.</summary>
    Unread,
}
