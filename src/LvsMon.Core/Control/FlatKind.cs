namespace LvsMon.Core.Control;

/// <summary>What a member of a flat object holds.</summary>
public enum FlatKind : byte
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}
