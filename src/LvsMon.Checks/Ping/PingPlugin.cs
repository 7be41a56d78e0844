using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Ping;

/// <summary>The check <c>ping</c>: the host answers an echo.</summary>
internal sealed class PingPlugin : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => "ping";

    /// <inheritdoc/>
    public string Summary => "Passes when the host sends back an ICMP echo; it says nothing of the service.";

    /// <inheritdoc/>
    public string Example => "ping 10.0.0.11";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options { get; } = [];

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics) => new PingProgram(Name);
}
