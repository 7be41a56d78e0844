using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Agent;

/// <summary>The check <c>agent</c>: the server says itself how much of its weight it wants.</summary>
internal sealed class AgentPlugin : ICheckPlugin
{
    private const int MaxSent = 512;

    /// <inheritdoc/>
    public string Name => "agent";

    /// <inheritdoc/>
    public string Summary =>
        "Asks an agent on the server for a part of its weight (75%), drain, maint, down or up; stands beside other "
        + "checks, and its own troubles say nothing of the server.";

    /// <inheritdoc/>
    public string Example => "agent 10.0.0.11:8081";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => AgentOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        short? least = AgentOptions.Read(AgentOptions.Least, 0, options, diagnostics);
        short? most = AgentOptions.Read(AgentOptions.Most, 1, options, diagnostics);
        byte[] sent = options.Text(AgentOptions.Send) is { } text ? Encoding.UTF8.GetBytes(text) : [];
        if (options.Has(AgentOptions.Send) && sent.Length is 0 or > MaxSent)
        {
            diagnostics.Error(AgentOptions.Send, $"a text of {sent.Length} bytes; write 1 to {MaxSent}");
            return null;
        }

        if (least is null || most is null)
        {
            return null;
        }

        if (least > most)
        {
            diagnostics.Error(AgentOptions.Least, $"{least} is above --most {most}");
            return null;
        }

        return new AgentProgram($"{Name} {options.Canonical(Options)}".TrimEnd(), sent, least.Value, most.Value);
    }
}
