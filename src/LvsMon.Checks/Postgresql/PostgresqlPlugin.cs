using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Postgresql;

/// <summary>The check <c>postgresql</c>: the start of a session, as far as it goes without a password.</summary>
internal sealed class PostgresqlPlugin : ICheckPlugin
{
    private const int MaxNameBytes = 63;

    /// <inheritdoc/>
    public string Name => "postgresql";

    /// <inheritdoc/>
    public string Summary =>
        "Starts a session without a password and passes when PostgreSQL takes it or asks for one.";

    /// <inheritdoc/>
    public string Example => "postgresql --user lvsmon --database postgres 10.0.0.11:5432";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => PostgresqlOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        bool hasUser = options.Has(PostgresqlOptions.User);
        bool hasDatabase = options.Has(PostgresqlOptions.Database);
        if (hasDatabase && !hasUser)
        {
            diagnostics.Error(PostgresqlOptions.Database, "--database needs --user: without it no login must succeed");
            return null;
        }

        byte[]? user = hasUser ? Read(PostgresqlOptions.User, options, diagnostics) : "lvsmon"u8.ToArray();
        byte[]? database = hasDatabase ? Read(PostgresqlOptions.Database, options, diagnostics) : [];
        return user is null || database is null
            ? null
            : new PostgresqlProgram($"{Name} {options.Canonical(Options)}".TrimEnd(), user, database, hasUser);
    }

    private static byte[]? Read(CheckOption option, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        byte[] name = ByteText.ToBytes(options.Text(option)!);
        if (name.Length is > 0 and <= MaxNameBytes && Array.IndexOf(name, (byte)0) < 0)
        {
            return name;
        }

        diagnostics.Error(option, $"the name has 1 to {MaxNameBytes} bytes, none of them 0");
        return null;
    }
}
