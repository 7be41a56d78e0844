namespace LvsMon.Core.Lvs;

/// <summary>Says what becomes of each entry of a reading: it changes the marks, and what it marks as
/// <see cref="Mark.Pending"/> is written.</summary>
internal interface IDifferenceJudge
{
    /// <summary>One entry that should be in step, in the order of the layout. A real server or fallback of a missing
    /// service is not asked about: it follows its service.</summary>
    void Judge(in Reading reading, in Entry entry, bool differs);

    /// <summary>All entries were judged.</summary>
    void End(in Reading reading);
}
