using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Memcached;

/// <summary>The check <c>memcached</c>: the command <c>version</c> of the text protocol.</summary>
internal sealed class MemcachedPlugin : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => "memcached";

    /// <inheritdoc/>
    public string Summary =>
        "Asks for the version and passes on one, or on the refusal of a server that wants a password.";

    /// <inheritdoc/>
    public string Example => "memcached 10.0.0.11:11211";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => TlsOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics) =>
        TlsReader.Wrap(new MemcachedProgram($"{Name} {options.Canonical(Options)}".TrimEnd()), options, diagnostics);
}
