using System;
using System.Collections.Generic;

namespace LvsMon.Core.Control;

/// <summary>The errors that an answer can end with, once: their stable words and what they mean.</summary>
public static class ControlErrors
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ControlError> All { get; } =
    [
        ControlError.Malformed,
        ControlError.TooLong,
        ControlError.TooSlow,
        ControlError.WrongVersion,
        ControlError.UnknownCommand,
        ControlError.UnknownField,
        ControlError.BadValue,
        ControlError.NotPermitted,
        ControlError.Busy,
        ControlError.NameNotFound,
        ControlError.ServiceNotFound,
        ControlError.Changed,
        ControlError.RealNotFound,
        ControlError.LastOne,
        ControlError.TooManyOrders,
        ControlError.TooManyFollowers,
    ];

    /// <summary>The stable word; ASCII.</summary>
    public static ReadOnlySpan<byte> Word(ControlError error) => error switch
    {
        ControlError.Malformed => "malformed"u8,
        ControlError.TooLong => "too-long"u8,
        ControlError.TooSlow => "too-slow"u8,
        ControlError.WrongVersion => "wrong-version"u8,
        ControlError.UnknownCommand => "unknown-command"u8,
        ControlError.UnknownField => "unknown-field"u8,
        ControlError.BadValue => "bad-value"u8,
        ControlError.NotPermitted => "not-permitted"u8,
        ControlError.Busy => "busy"u8,
        ControlError.NameNotFound => "name-not-found"u8,
        ControlError.ServiceNotFound => "service-not-found"u8,
        ControlError.Changed => "changed"u8,
        ControlError.RealNotFound => "real-not-found"u8,
        ControlError.LastOne => "last-one"u8,
        ControlError.TooManyOrders => "too-many-orders"u8,
        ControlError.TooManyFollowers => "too-many-followers"u8,
        _ => "none"u8,
    };

    /// <summary>What it means, for people; ASCII.</summary>
    public static ReadOnlySpan<byte> Message(ControlError error) => error switch
    {
        ControlError.Malformed =>
            "a request is one line with one JSON object of strings, whole numbers, true, false and null"u8,
        ControlError.TooLong => "a request has at most 4096 bytes with its line end"u8,
        ControlError.TooSlow => "a request must be finished 5 s after its first byte"u8,
        ControlError.WrongVersion => "a request says version 1; no other is spoken here"u8,
        ControlError.UnknownCommand => "there is no such command"u8,
        ControlError.UnknownField => "the command takes no such member"u8,
        ControlError.BadValue =>
            "a member has a value of the wrong kind or out of its range, or a needed one is missing"u8,
        ControlError.NotPermitted =>
            "only root, the daemon's own user and members of control-group may do that; control-readers may look"u8,
        ControlError.Busy => "all places for clients are taken; try again"u8,
        ControlError.NameNotFound => "no service set and no virtual service has that name"u8,
        ControlError.ServiceNotFound => "there is no virtual service of that name, or not in that service set"u8,
        ControlError.Changed => "the configuration or the report changed while the answer was being sent; ask again"u8,
        ControlError.RealNotFound => "the virtual service has no real server of that address and port"u8,
        ControlError.LastOne =>
            "no other real server would carry the traffic of the virtual service; force does it all the same"u8,
        ControlError.TooManyOrders => "1024 orders hold already; enable ends one"u8,
        ControlError.TooManyFollowers => "as many clients as may follow the events do so already"u8,
        _ => "no error"u8,
    };

    /// <summary>True when the connection ends after it.</summary>
    public static bool Ends(ControlError error) => error is ControlError.TooLong or ControlError.TooSlow
        or ControlError.Busy;
}
