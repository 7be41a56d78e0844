namespace LvsMon.Core.Config;

/// <summary>A line of a check's block: an option without its dashes and its value, null for none.</summary>
public readonly record struct OptionLine(Word Name, Word? Value);
