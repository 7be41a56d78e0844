using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Radius;

/// <summary>The options of <c>radius</c>.</summary>
internal static class RadiusOptions
{
    internal static CheckOption Secret { get; } = new(
        "--secret", "FILE", "The secret shared with the server is the one line of this file, 1 to 255 bytes.")
    {
        Required = true,
        IsFile = true,
    };

    internal static CheckOption User { get; } = new(
        "--user", "NAME", "Ask whether this user, 1 to 253 bytes, may enter. Without it: ask for the server's status.");

    internal static CheckOption Password { get; } = new(
        "--password", "FILE", "The user's password is the one line of this file, at most 128 bytes; empty without it.")
    {
        IsFile = true,
    };

    internal static CheckOption Expect { get; } = new(
        "--expect",
        "ANSWER",
        "Pass when the user is let in (accept, also without this option), turned away (reject), or is told anything.")
    {
        Choices = ["accept", "reject", "any"],
    };

    internal static IReadOnlyList<CheckOption> All { get; } = [Secret, User, Password, Expect];
}
