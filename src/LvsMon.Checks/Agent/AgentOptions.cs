using System.Collections.Generic;
using System.Globalization;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Checks.Agent;

/// <summary>The options of <c>agent</c>.</summary>
internal static class AgentOptions
{
    private const int MostPercent = 1000;

    internal static CheckOption Send { get; } =
        new("--send", "TEXT", "Send this text when connected, 1 to 512 bytes; agents of HAProxy's agent-send want it.");

    internal static CheckOption Least { get; } =
        new("--least", "PERCENT", "Take a smaller percentage for this one, 0 to 1000.") { Default = "0" };

    internal static CheckOption Most { get; } =
        new("--most", "PERCENT", "Take a larger percentage for this one, 1 to 1000.") { Default = "100" };

    internal static IReadOnlyList<CheckOption> All { get; } = [Send, Least, Most];

    /// <summary>A percentage, or null after reporting.</summary>
    internal static short? Read(
        CheckOption option, int least, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string text = options.Text(option)!;
        if (short.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out short percent)
            && percent >= least && percent <= MostPercent)
        {
            return percent;
        }

        diagnostics.Error(
            option, $"{ShownText.Quote(text)} is not a whole number of per cent from {least} to {MostPercent}");
        return null;
    }
}
