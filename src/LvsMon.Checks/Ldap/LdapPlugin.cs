using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Ldap;

/// <summary>The check <c>ldap</c>: an anonymous bind.</summary>
internal sealed class LdapPlugin : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => "ldap";

    /// <inheritdoc/>
    public string Summary => "Binds anonymously and passes on success, or when the server wants more than that.";

    /// <inheritdoc/>
    public string Example => "ldap 10.0.0.11:389";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => TlsOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics) =>
        TlsReader.Wrap(new LdapProgram($"{Name} {options.Canonical(Options)}".TrimEnd()), options, diagnostics);
}
