namespace LvsMon.Checks.Http;

/// <summary>Where in one element of a comma-separated value the next byte stands.</summary>
internal enum ValuePhase : byte
{
    /// <summary>Before its first character.</summary>
    Before,

    /// <summary>In it.</summary>
    Inside,

    /// <summary>After a blank that followed it.</summary>
    After,
}
