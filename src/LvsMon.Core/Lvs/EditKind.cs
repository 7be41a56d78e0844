namespace LvsMon.Core.Lvs;

/// <summary>What one line for <c>ipvsadm -R</c> does.</summary>
internal enum EditKind : byte
{
    /// <summary><c>-A</c>.</summary>
    AddService,

    /// <summary><c>-E</c>, always with all fields.</summary>
    EditService,

    /// <summary><c>-D</c>.</summary>
    DeleteService,

    /// <summary><c>-a</c>.</summary>
    Add,

    /// <summary><c>-e</c>, always with all fields.</summary>
    Edit,

    /// <summary><c>-d</c>.</summary>
    Delete,
}
