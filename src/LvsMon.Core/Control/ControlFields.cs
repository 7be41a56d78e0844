using System;
using System.Collections.Generic;

namespace LvsMon.Core.Control;

/// <summary>The members of requests, once: their names and what they hold.</summary>
internal static class ControlFields
{
    /// <summary>How many there are.</summary>
    public const int Count = 12;

    /// <summary>By number of <see cref="ControlField"/>.</summary>
    public static IReadOnlyList<FlatKind> Kinds { get; } =
    [
        FlatKind.Number,
        FlatKind.Text,
        FlatKind.Text,
        FlatKind.Text,
        FlatKind.Text,
        FlatKind.Number,
        FlatKind.Number,
        FlatKind.Flag,
        FlatKind.Flag,
        FlatKind.Number,
        FlatKind.Text,
        FlatKind.Flag,
    ];

    /// <summary>Its name in a request; ASCII.</summary>
    public static ReadOnlySpan<byte> Name(ControlField field) => field switch
    {
        ControlField.Version => "version"u8,
        ControlField.Command => "command"u8,
        ControlField.Name => "name"u8,
        ControlField.Service => "service"u8,
        ControlField.Real => "real"u8,
        ControlField.Weight => "weight"u8,
        ControlField.LimitUs => "limit_us"u8,
        ControlField.Force => "force"u8,
        ControlField.DryRun => "dry_run"u8,
        ControlField.Since => "since"u8,
        ControlField.Run => "run"u8,
        _ => "follow"u8,
    };

    /// <summary>The member of that name.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out ControlField field)
    {
        for (field = 0; (int)field < Count; field++)
        {
            if (name.SequenceEqual(Name(field)))
            {
                return true;
            }
        }

        return false;
    }
}
