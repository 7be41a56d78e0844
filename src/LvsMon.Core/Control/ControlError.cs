namespace LvsMon.Core.Control;

/// <summary>Why a request was not answered, or not to its end. The words stand in
/// <see cref="ControlErrors"/>.</summary>
public enum ControlError : byte
{
    /// <summary>No error.</summary>
    None,

    /// <summary>The line is not one flat object.</summary>
    Malformed,

    /// <summary>The line is too long; the connection ends.</summary>
    TooLong,

    /// <summary>The line was not finished in time; the connection ends.</summary>
    TooSlow,

    /// <summary>The version is missing or not spoken here.</summary>
    WrongVersion,

    /// <summary>The command is missing or unknown.</summary>
    UnknownCommand,

    /// <summary>A member that the command does not take.</summary>
    UnknownField,

    /// <summary>A member of the wrong kind, or one that lacks another.</summary>
    BadValue,

    /// <summary>The client may not do this; the connection ends when it may do nothing.</summary>
    NotPermitted,

    /// <summary>All places are taken; the connection ends.</summary>
    Busy,

    /// <summary>Neither a service set nor a virtual service has that name.</summary>
    NameNotFound,

    /// <summary>The service set has no virtual service of that name.</summary>
    ServiceNotFound,

    /// <summary>The configuration was reloaded while the answer was being sent.</summary>
    Changed,

    /// <summary>The virtual service has no such real server.</summary>
    RealNotFound,

    /// <summary>Nothing would carry the virtual service's traffic.</summary>
    LastOne,

    /// <summary>There is no room for another order.</summary>
    TooManyOrders,

    /// <summary>All places for followers are taken.</summary>
    TooManyFollowers,
}
