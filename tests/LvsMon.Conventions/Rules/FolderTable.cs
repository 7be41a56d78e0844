using System.Collections.Generic;

namespace LvsMon.Conventions.Rules;

/// <summary>
/// Which folder of Core may use which; each may use itself. Data flows down the list. A folder that is not here is a
/// violation, so a new one is a decision.
/// </summary>
public static class FolderTable
{
    /// <summary>Folder of Core → folders of Core it may use.</summary>
    public static IReadOnlyDictionary<string, string[]> Core { get; } = new Dictionary<string, string[]>
    {
        ["Values"] = [],
        ["Os"] = ["Values"],
        ["Config"] = ["Values"],
        ["Checks"] = ["Values", "Config"],
        ["Planning"] = ["Values", "Config", "Checks"],
        ["Transitions"] = ["Values", "Checks"],
        ["Monitoring"] = ["Values", "Planning", "Checks", "Transitions", "Os"],
        ["Orders"] = ["Values", "Planning", "Transitions", "Monitoring", "Os"],
        ["Lvs"] = ["Values", "Planning", "Transitions", "Os", "Checks", "Config"],
        ["Syslog"] = ["Values", "Planning", "Transitions", "Os", "Checks", "Config"],
        ["Notify"] = ["Values", "Config", "Planning", "Checks", "Transitions", "Monitoring", "Os", "Syslog"],
        ["Supervision"] = ["Values", "Transitions", "Os"],
        ["Sessions"] = ["Values", "Config", "Planning", "Transitions", "Os"],
        ["Events"] = ["Values", "Planning", "Transitions", "Os", "Checks", "Config", "Sessions"],
        ["Serving"] = ["Values", "Os"],
        ["Metrics"] =
            ["Values", "Planning", "Checks", "Transitions", "Monitoring", "Os", "Serving", "Sessions"],
        ["Control"] =
        [
            "Values", "Config", "Planning", "Checks", "Transitions", "Monitoring", "Orders", "Os", "Sessions", "Events",
            "Serving", "Metrics",
        ],
    };

    /// <summary>Project → folders of Core it may use. LvsMon composes and may use all.</summary>
    public static IReadOnlyDictionary<string, string[]> Projects { get; } = new Dictionary<string, string[]>
    {
        ["src/LvsMon.Checks"] = ["Values", "Checks", "Config"],
        ["src/LvsMon.Linux"] = ["Values", "Os", "Config"],
    };

    /// <summary>Of Config, a check needs what it is written with and what a mistake is told with, nothing
    /// else.</summary>
    public static IReadOnlyList<string> ConfigTypesForChecks { get; } =
    [
        "Word", "OptionLine", "SourceSpan", "Diagnostic", "Diagnostics", "DiagnosticSeverity", "ShownText",
        "SpellingMatch",
    ];
}
