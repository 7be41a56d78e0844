using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Udp;

/// <summary>The check <c>udp</c>: a datagram is answered.</summary>
internal sealed class UdpPlugin : ICheckPlugin
{
    private const int MaxBytes = 512;
    private readonly TimeSpan _matchTimeout;

    /// <summary>Makes it; a match of --regex may take <paramref name="matchTimeout"/>.</summary>
    internal UdpPlugin(TimeSpan matchTimeout)
    {
        _matchTimeout = matchTimeout;
    }

    /// <inheritdoc/>
    public string Name => "udp";

    /// <inheritdoc/>
    public string Summary =>
        "Sends one datagram and judges the first that comes back; any passes where nothing is expected of it.";

    /// <inheritdoc/>
    public string Example => "udp --send-hex 00000000000000000000 --silence pass 10.0.0.11:1812";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options { get; } =
        [.. UdpOptions.Requests, .. UdpOptions.Answers, UdpOptions.Silence];

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        if (!OneOf.TryFind(UdpOptions.Requests, options, diagnostics, out CheckOption? sent)
            || !OneOf.TryFind(UdpOptions.Answers, options, diagnostics, out CheckOption? wanted))
        {
            return null;
        }

        if (sent is null)
        {
            diagnostics.Error("say what to send with --send or --send-hex: a server answers nothing to nothing");
            return null;
        }

        byte[]? request = Bytes(sent, options, diagnostics);
        byte[]? prefix = [];
        TextPattern? pattern = null;
        if (wanted == UdpOptions.Regex)
        {
            string text = options.Text(UdpOptions.Regex)!;
            pattern = TextPattern.Compile(UdpOptions.Regex, text, _matchTimeout, diagnostics);
            prefix = pattern is null ? null : prefix;
        }
        else if (wanted is not null)
        {
            prefix = Bytes(wanted, options, diagnostics);
        }

        return request is null || prefix is null ? null : new UdpProgram(
            $"{Name} {options.Canonical(Options)}",
            request,
            prefix,
            pattern,
            isSilenceGood: options.Text(UdpOptions.Silence) == "pass");
    }

    private static byte[]? Bytes(CheckOption option, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string text = options.Text(option)!;
        byte[]? bytes = option == UdpOptions.Send || option == UdpOptions.Expect
            ? ByteText.ToBytes(text) : HexText.ToBytes(text);
        if (bytes is { Length: > 0 and <= MaxBytes })
        {
            return bytes;
        }

        diagnostics.Error(option, bytes is null
            ? $"{ShownText.Quote(text)} is not bytes of two hexadecimal digits each, such as 0a0b or \"0a 0b\""
            : $"it has 1 to {MaxBytes} bytes");
        return null;
    }
}
