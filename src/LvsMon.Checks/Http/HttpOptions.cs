using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Http;

/// <summary>The options of <c>http</c>.</summary>
internal static class HttpOptions
{
    internal static CheckOption Url { get; } = new(
        "--url",
        "URL",
        "Ask for this http:// or https:// URL; host and port go into the Host field, the host into TLS, no more: "
        + "the connection goes to the real server. Without it: / and no Host.");

    internal static CheckOption Version { get; } =
        new("--http-version", "VERSION", "Version of the request; 1.1 needs a Host.")
        {
            Default = "1.0",
            Choices = ["1.0", "1.1"],
        };

    internal static CheckOption Method { get; } =
        new("--method", "METHOD", "Request method, a token of at most 32 characters; no body is sent.")
        {
            Default = "GET",
        };

    internal static CheckOption Header { get; } = new(
        "--header",
        "LINE",
        "Add \"Name: value\" to the request, in place of the built-in field of that name; several may stand.")
    {
        Repeatable = true,
    };

    internal static CheckOption Status { get; } =
        new(
            "--status",
            "CODES",
            "Accept these codes, 100 to 599: a list of codes and ranges such as 200-299,304, or any.")
        {
            Default = "200-399",
        };

    internal static CheckOption Contains { get; } =
        new("--contains", "TEXT", "Pass only when the decoded body contains this text, 1 to 512 bytes.");

    internal static CheckOption Regex { get; } = new(
        "--regex",
        "PATTERN",
        "Pass only when the first 4 kB of the decoded body match this .NET regular expression, without backtracking.");

    /// <summary>The ways to say what the body must hold; at most one is given.</summary>
    internal static IReadOnlyList<CheckOption> Contents { get; } = [Contains, Regex];

    internal static IReadOnlyList<CheckOption> All { get; } =
        [Url, Version, Method, Header, Status, Contains, Regex, ByteCap.Option, .. TlsOptions.Details];
}
