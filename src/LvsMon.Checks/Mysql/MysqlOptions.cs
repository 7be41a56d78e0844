using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Mysql;

/// <summary>The options of <c>mysql</c>.</summary>
internal static class MysqlOptions
{
    internal static CheckOption User { get; } = new(
        "--user",
        "NAME",
        "Log in as this account, which has no password, 1 to 80 bytes, and pass only when it is let in. "
        + "Without it: as lvsmon, and a refused login passes too.");

    internal static IReadOnlyList<CheckOption> All { get; } = [User];
}
