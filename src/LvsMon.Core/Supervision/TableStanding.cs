namespace LvsMon.Core.Supervision;

/// <summary>How the kernel's table stands, for one line.</summary>
public enum TableStanding : byte
{
    /// <summary>It was not read with the running plan yet.</summary>
    Unread,

    /// <summary>It is what it should be.</summary>
    InStep,

    /// <summary>It is told to be out of step.</summary>
    OutOfStep,

    /// <summary>Somebody else keeps it and this daemon only looks.</summary>
    Shadow,
}
