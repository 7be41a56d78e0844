namespace LvsMon.Core.Lvs;

/// <summary>What the last reading found of a watched service.</summary>
internal struct FoundService
{
    /// <summary>True when the table has it.</summary>
    internal bool Present;

    /// <summary>True when a line about it was not understood: then nothing of it is deleted that the plan does not
    /// name.</summary>
    internal bool Unclear;

    /// <summary>Which settings differ from the plan's.</summary>
    internal ServiceFields Differs;

    /// <summary>The scheduler found.</summary>
    internal ShortName Scheduler;

    /// <summary>First of its destinations that the plan does not name, index in the extras, or -1.</summary>
    internal int FirstExtra;
}
