using System.Collections.Generic;

namespace LvsMon.Core.Checks;

/// <summary>
/// The names of the rules for the options of checks, in kebab case, beside those of reading and planning. A name is
/// never used again for something else.
/// </summary>
public static class CheckRules
{
    /// <summary>An option that the plugin does not declare.</summary>
    public const string UnknownOption = "unknown-check-option";

    /// <summary>An option's value that is missing, too many or not what the option takes.</summary>
    public const string OptionValue = "check-option-value";

    /// <summary>An option given twice that may be given once.</summary>
    public const string RepeatedOption = "repeated-check-option";

    /// <summary>Options that do not go together, or a word that is no option.</summary>
    public const string Option = "check-option";

    /// <summary>An option that must be given.</summary>
    public const string MissingOption = "missing-check-option";

    /// <summary>All that the checks of lvsmon can break.</summary>
    public static IReadOnlyList<string> All { get; } =
        [UnknownOption, OptionValue, RepeatedOption, Option, MissingOption];
}
