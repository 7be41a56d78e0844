using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tcp;

/// <summary>The check <c>tcp</c>: something accepts connections.</summary>
internal sealed class TcpPlugin : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => "tcp";

    /// <inheritdoc/>
    public string Summary =>
        "Passes when a connection is made; a stopped or hung server still passes, because its kernel answers for it.";

    /// <inheritdoc/>
    public string Example => "tcp 10.0.0.11:80";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options { get; } = [];

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics) => new TcpProgram(Name);
}
