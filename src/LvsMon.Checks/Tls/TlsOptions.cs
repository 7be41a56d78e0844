using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tls;

/// <summary>The options of checks that can look inside TLS.</summary>
internal static class TlsOptions
{
    internal static CheckOption Tls { get; } = new(
        "--tls", null, "Speak TLS from the first byte and verify the server's certificate; needs --server-name.");

    internal static CheckOption ServerName { get; } = new(
        "--server-name",
        "NAME",
        "Ask for this name (SNI) and demand it in the certificate: a host name or an address.");

    internal static CheckOption Authorities { get; } = new(
        "--ca", "FILE", "Trust only the authorities in this PEM file, not those of this host.")
    {
        IsFile = true,
    };

    internal static CheckOption NoVerify { get; } =
        new("--no-verify", null, "Take any certificate: the check then does not see what clients will refuse.");

    internal static CheckOption MinVersion { get; } =
        new("--min-version", "VERSION", "Oldest version of TLS taken; 1.2 without it.")
        {
            Choices = ["1.2", "1.3"],
        };

    internal static CheckOption Certificate { get; } = new(
        "--cert",
        "FILE",
        "Show this certificate to the server: PEM, the chain behind it, and the key unless --key has it.")
    {
        IsFile = true,
    };

    internal static CheckOption Key { get; } =
        new("--key", "FILE", "The key of --cert: PEM without a passphrase.")
        {
            IsFile = true,
        };

    internal static CheckOption ExpiresWithin { get; } = new(
        "--expires-within", "TIME", "Fail when the certificate ends within this time, 1m to 366d, such as 14d.");

    /// <summary>Those that say how, of a check that knows from elsewhere whether.</summary>
    internal static IReadOnlyList<CheckOption> Details { get; } =
        [ServerName, Authorities, NoVerify, MinVersion, Certificate, Key, ExpiresWithin];

    /// <summary>All.</summary>
    internal static IReadOnlyList<CheckOption> All { get; } = [Tls, .. Details];
}
