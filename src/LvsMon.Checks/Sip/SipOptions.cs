using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Sip;

/// <summary>The options of <c>sip</c>.</summary>
internal static class SipOptions
{
    internal static CheckOption Uri { get; } = new(
        "--uri", "URI", "Ask for this sip: URI, at most 128 characters; it is never looked up.")
    {
        Default = "sip:localhost",
    };

    internal static CheckOption MaxForwards { get; } = new(
        "--max-forwards",
        "NUMBER",
        "How many servers may pass the request on, 0 to 70; with 0 the real server answers.")
    {
        Default = "0",
    };

    internal static CheckOption Status { get; } = new(
        "--status",
        "CODES",
        "Accept these codes, 100 to 699: a list of codes and ranges such as 200-299,404, or any. "
        + "Without it: 200-299, and 483 with --max-forwards 0.");

    internal static CheckOption From { get; } = new(
        "--from", "URI", "Ask in the name of this sip: URI, at most 128 characters.")
    {
        Default = "sip:lvsmon@lvsmon.invalid",
    };

    internal static CheckOption UserAgent { get; } = new(
        "--user-agent", "TEXT", "The field User-Agent, 1 to 64 printable ASCII characters.")
    {
        Default = "lvsmon",
    };

    internal static IReadOnlyList<CheckOption> All { get; } = [Uri, MaxForwards, Status, From, UserAgent];
}
