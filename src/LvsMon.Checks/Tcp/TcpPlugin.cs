using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tcp;

/// <summary>The check <c>tcp</c>: something accepts connections.</summary>
internal sealed class TcpPlugin : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => "tcp";

    /// <inheritdoc/>
    public string Summary =>
        "Passes when a connection is made; a stopped or hung server still passes, because its kernel answers for it. "
        + "With --tls: when the handshake is made, which only the server itself can.";

    /// <inheritdoc/>
    public string Example => "tcp 10.0.0.11:80";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => TlsOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics) =>
        TlsReader.Wrap(new TcpProgram($"{Name} {options.Canonical(Options)}".TrimEnd()), options, diagnostics);
}
