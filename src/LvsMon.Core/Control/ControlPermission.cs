namespace LvsMon.Core.Control;

/// <summary>What a client may do, or a command needs; each includes those before it.</summary>
public enum ControlPermission : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Look.</summary>
    Reading,

    /// <summary>Change what the daemon does.</summary>
    Changing,
}
