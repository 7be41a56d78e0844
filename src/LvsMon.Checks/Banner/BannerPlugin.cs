using System;
using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Banner;

/// <summary>The check <c>banner</c>: the server speaks first and says the right thing. Nothing is sent.</summary>
internal sealed class BannerPlugin : ICheckPlugin
{
    private const int MaxPrefixBytes = 512;

    private readonly TimeSpan _matchTimeout;

    /// <summary>Makes it; a match of --regex may take <paramref name="matchTimeout"/>.</summary>
    internal BannerPlugin(TimeSpan matchTimeout)
    {
        _matchTimeout = matchTimeout;
    }

    /// <inheritdoc/>
    public string Name => "banner";

    /// <inheritdoc/>
    public string Summary =>
        "Waits for the greeting of a server that speaks first; without --expect, --regex or --preset any byte passes.";

    /// <inheritdoc/>
    public string Example => "banner --preset ssh 10.0.0.11:22";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options { get; } =
        [BannerOptions.Expect, BannerOptions.Regex, BannerOptions.Preset, ByteCap.Option, .. TlsOptions.All];

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        int? cap = ByteCap.Read(options, diagnostics);
        if (!OneOf.TryFind(BannerOptions.Ways, options, diagnostics, out _) || cap is not { } maxBytes)
        {
            return null;
        }

        return TlsReader.Wrap(Plain(maxBytes, options, diagnostics), options, diagnostics);
    }

    private CheckProgram? Plain(int maxBytes, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string identity = $"{Name} {options.Canonical(Options)}";
        if (options.Word(BannerOptions.Expect) is { } expected)
        {
            return Prefix(identity, maxBytes, expected, diagnostics);
        }

        if (options.Word(BannerOptions.Regex) is { } regex)
        {
            TextPattern? pattern = TextPattern.Compile(BannerOptions.Regex, regex.Text, _matchTimeout, diagnostics);
            return pattern is null ? null : new FirstLineProgram(identity, maxBytes, pattern);
        }

        ReplyReader? reader = options.Text(BannerOptions.Preset) switch
        {
            "ssh" => new SshGreeting(),
            "smtp" => Greetings.Smtp,
            "pop3" => Greetings.Pop3,
            "imap" => Greetings.Imap,
            "ftp" => Greetings.Ftp,
            "nntp" => Greetings.Nntp,
            _ => null,
        };
        return reader is null
            ? new PrefixProgram(identity, maxBytes, [])
            : new GreetingProgram(identity, maxBytes, reader);
    }

    private static PrefixProgram? Prefix(string identity, int maxBytes, Word expected, ICheckDiagnostics diagnostics)
    {
        byte[] prefix = ByteText.ToBytes(expected.Text);
        if (prefix.Length is > 0 and <= MaxPrefixBytes)
        {
            return new PrefixProgram(identity, maxBytes, prefix);
        }

        diagnostics.Error(BannerOptions.Expect, $"the expected text has 1 to {MaxPrefixBytes} bytes");
        return null;
    }
}
