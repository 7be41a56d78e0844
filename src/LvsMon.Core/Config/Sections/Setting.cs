namespace LvsMon.Core.Config.Sections;

/// <summary>One interval or threshold as one block sets it, or not.</summary>
/// <param name="Value">Microseconds or a number.</param>
/// <param name="Span">Where the value stands.</param>
/// <param name="IsSet">False when the block does not have it.</param>
/// <param name="Broken">The value is wrong and that is reported: nothing may be concluded from it.</param>
internal readonly record struct Setting(long Value, SourceSpan Span, bool IsSet, bool Broken);
