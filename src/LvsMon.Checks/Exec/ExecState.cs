namespace LvsMon.Checks.Exec;

/// <summary>What <see cref="ExecProgram"/> remembers of the output.</summary>
internal struct ExecState
{
    /// <summary>Bytes of the first line that are kept.</summary>
    internal byte Kept;

    /// <summary>True when what follows is not shown.</summary>
    internal bool IsLineOver;
}
