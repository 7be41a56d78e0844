using System.Collections.Generic;
using System.Text;
using LvsMon.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;

namespace LvsMon.Fuzz.Targets;

/// <summary>A plan out of a text without a mistake.</summary>
internal static class OnePlan
{
    /// <summary>Reads and plans it.</summary>
    internal static Plan Make(string text)
    {
        Diagnostics diagnostics = new();
        TextFiles files = new(Encoding.UTF8.GetBytes(text));
        Configuration configuration = ConfigReader.Read(TextFiles.Main, files, null, diagnostics);
        Plan? plan = PlanBuilder.Build(configuration, CheckCatalogue.All, PlanLimits.Unlimited, diagnostics);
        return plan ?? throw new KeyNotFoundException(DiagnosticText.Format(diagnostics, configuration.Files));
    }
}
