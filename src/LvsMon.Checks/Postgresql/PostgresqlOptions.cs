using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Postgresql;

/// <summary>The options of <c>postgresql</c>.</summary>
internal static class PostgresqlOptions
{
    internal static CheckOption User { get; } = new(
        "--user",
        "NAME",
        "Log in as this role, for which no password is asked, 1 to 63 bytes, and pass only when it is let in. "
        + "Without it: as lvsmon, and a refused login passes too.");

    internal static CheckOption Database { get; } = new(
        "--database",
        "NAME",
        "Connect to this database, 1 to 63 bytes; only with --user. Without it: the one of the role's name.");

    internal static IReadOnlyList<CheckOption> All { get; } = [User, Database];
}
