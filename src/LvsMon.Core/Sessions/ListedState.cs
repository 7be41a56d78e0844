namespace LvsMon.Core.Sessions;

/// <summary>What one reading says of a virtual service.</summary>
internal enum ListedState : byte
{
    /// <summary>It was not in the list.</summary>
    Absent,

    /// <summary>It was, once, and every row of it was understood.</summary>
    Counted,

    /// <summary>A firewall mark without real servers, taken for this family because the list does not say: nothing to
    /// count either way.</summary>
    Assumed,

    /// <summary>It stood there twice, or a row of it was not understood: nothing is said of it.</summary>
    Spoiled,
}
