using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Exec;

/// <summary>The options of <c>exec</c>.</summary>
internal static class ExecOptions
{
    internal static CheckOption Program { get; } =
        new("--program", "PATH", "Run this program; the whole path, from / on.") { Required = true };

    internal static CheckOption Arg { get; } = new(
        "--arg",
        "TEXT",
        "Give it this argument; several may stand, in order. {address} and {port} in it stand for what is checked.")
    {
        Repeatable = true,
    };

    internal static CheckOption Warning { get; } =
        new("--warning", "pass|fail", "What exit code 1, WARNING, means.")
        {
            Default = "pass",
            Choices = ["pass", "fail"],
        };

    internal static CheckOption Unknown { get; } =
        new("--unknown", "inconclusive|fail", "What exit code 3, UNKNOWN, means.")
        {
            Default = "inconclusive",
            Choices = ["inconclusive", "fail"],
        };

    internal static IReadOnlyList<CheckOption> All { get; } = [Program, Arg, Warning, Unknown];
}
