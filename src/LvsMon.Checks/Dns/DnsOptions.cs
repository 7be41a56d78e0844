using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Dns;

/// <summary>The options of <c>dns</c>.</summary>
internal static class DnsOptions
{
    internal static CheckOption Query { get; } =
        new("--query", "NAME", "Ask for this name, or with --type PTR for this address.") { Required = true };

    internal static CheckOption Type { get; } = new("--type", "TYPE", "Ask for records of this type.")
    {
        Default = "A",
        Choices = Enum.GetNames<DnsType>(),
    };

    internal static CheckOption Code { get; } = new("--rcode", "CODE", "The response code that passes.")
    {
        Default = "NOERROR",
        Choices = [.. DnsCodes.Names],
    };

    internal static CheckOption Answer { get; } = new(
        "--answer",
        "VALUE",
        "With NOERROR, pass only when a record of the type has this value; of several, any will do.")
    {
        Repeatable = true,
    };

    internal static CheckOption Authoritative { get; } =
        new("--authoritative", null, "Pass only an answer with authority (AA): not one from a cache.");

    internal static CheckOption NoRecursion { get; } =
        new("--no-recursion", null, "Do not ask the server to look elsewhere (RD 0).");
}
