using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Mysql;

/// <summary>The check <c>mysql</c>: greeting, login, good-bye.</summary>
internal sealed class MysqlPlugin : ICheckPlugin
{
    private const int MaxUserBytes = 80;
    private const string UsualUser = "lvsmon";

    /// <inheritdoc/>
    public string Name => "mysql";

    /// <inheritdoc/>
    public string Summary =>
        "Waits for the greeting of MySQL or MariaDB, logs in without a password and passes on the server's answer.";

    /// <inheritdoc/>
    public string Example => "mysql --user lvsmon 10.0.0.11:3306";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => MysqlOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        byte[] user = ByteText.ToBytes(options.Text(MysqlOptions.User) ?? UsualUser);
        if (user.Length is 0 or > MaxUserBytes || Array.IndexOf(user, (byte)0) >= 0)
        {
            diagnostics.Error(MysqlOptions.User, $"the name has 1 to {MaxUserBytes} bytes, none of them 0");
            return null;
        }

        string identity = $"{Name} {options.Canonical(Options)}".TrimEnd();
        return new MysqlProgram(identity, user, mustEnter: options.Has(MysqlOptions.User));
    }
}
