namespace LvsMon.Core.Lvs.Shadow;

/// <summary>How long an entry has differed and what was said of it.</summary>
internal struct Stand
{
    /// <summary>When a reading showed the difference first.</summary>
    internal long SinceUs;

    /// <summary>The edition of our wish at that reading.</summary>
    internal int Edition;

    /// <summary>True once a reading has shown it.</summary>
    internal bool IsShown;

    /// <summary>True once it was told.</summary>
    internal bool IsTold;

    /// <summary>True once the line that would end it was printed.</summary>
    internal bool IsPrinted;
}
