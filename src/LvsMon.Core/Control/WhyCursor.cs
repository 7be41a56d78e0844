namespace LvsMon.Core.Control;

/// <summary>How far the answer to <c>why</c> is.</summary>
internal struct WhyCursor
{
    /// <summary>Which of the real server's checks.</summary>
    public int Check;

    /// <summary>So many results of it are written.</summary>
    public int Results;

    /// <summary>So many lines are written.</summary>
    public int Lines;

    /// <summary>The number of the line that was written last.</summary>
    public long Before;
}
