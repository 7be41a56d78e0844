using LvsMon.Core.Config;

namespace LvsMon.Core.Checks;

/// <summary>An option as it was given: which, and the word that is its value (of a flag the flag itself).</summary>
public readonly record struct GivenOption(CheckOption Option, Word Value);
