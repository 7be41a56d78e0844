using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Redis;

/// <summary>The options of <c>redis</c>.</summary>
internal static class RedisOptions
{
    internal static CheckOption Role { get; } =
        new("--role", "ROLE", "Pass only when the server says that it has this role in replication.")
        {
            Choices = ["master", "replica"],
        };

    internal static IReadOnlyList<CheckOption> All { get; } = [Role];
}
