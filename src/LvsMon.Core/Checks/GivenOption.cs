using LvsMon.Core.Config;

namespace LvsMon.Core.Checks;

/// <summary>An option as it was given: which, and the word that is its value (of a flag the flag itself). A class:
/// every value type in a query makes the native program larger by its pairs with all others.</summary>
public sealed record GivenOption(CheckOption Option, Word Value);
