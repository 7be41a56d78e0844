using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Redis;

/// <summary>The check <c>redis</c>: PING, and the role in replication if asked.</summary>
internal sealed class RedisPlugin : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => "redis";

    /// <inheritdoc/>
    public string Summary =>
        "Sends PING and passes on +PONG, also when a password is wanted first; --role asks for the role too.";

    /// <inheritdoc/>
    public string Example => "redis 10.0.0.11:6379";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options { get; } = [.. RedisOptions.All, .. TlsOptions.All];

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string identity = $"{Name} {options.Canonical(Options)}".TrimEnd();

        // What ROLE says did not change with the terms of the documentation.
        RedisProgram program = options.Text(RedisOptions.Role) switch
        {
            "master" => new RedisProgram(identity, "master"u8.ToArray()),
            "replica" => new RedisProgram(identity, "slave"u8.ToArray()),
            _ => new RedisProgram(identity, role: null),
        };
        return TlsReader.Wrap(program, options, diagnostics);
    }
}
