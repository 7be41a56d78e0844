using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Checks.Sip;

/// <summary>The check <c>sip</c>: a SIP server answers OPTIONS.</summary>
internal sealed class SipPlugin : ICheckPlugin
{
    private const int MaxUriChars = 128;
    private const int MaxAgentChars = 64;
    private const int MostForwards = 70;
    private const int LastStatus = 699;
    private const string Scheme = "sip:";

    /// <inheritdoc/>
    public string Name => "sip";

    /// <inheritdoc/>
    public string Summary => "Sends OPTIONS over UDP and judges the status of the final answer.";

    /// <inheritdoc/>
    public string Example => "sip --uri sip:example.com 10.0.0.11:5060";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => SipOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string? uri = Uri(SipOptions.Uri, options, diagnostics);
        string? from = Uri(SipOptions.From, options, diagnostics);
        int? forwards = Forwards(options, diagnostics);
        string? agent = Agent(options, diagnostics);
        StatusSet? accepted = Accepted(forwards == 0, options, diagnostics);
        return uri is null || from is null || forwards is null || agent is null || accepted is null ? null
            : new SipProgram(
                $"{Name} {options.Canonical(Options)}", new SipRequest(uri, from, forwards.Value, agent), accepted);
    }

    private static string? Uri(CheckOption option, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string uri = options.Text(option)!;
        if (uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && uri.Length > Scheme.Length && uri.Length <= MaxUriChars
            && uri.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '"')))
        {
            return uri;
        }

        diagnostics.Error(
            option, $"{ShownText.Quote(uri)} is no URI such as sip:example.com, of at most {MaxUriChars} characters");
        return null;
    }

    private static int? Forwards(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string text = options.Text(SipOptions.MaxForwards)!;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number <= MostForwards)
        {
            return number;
        }

        diagnostics.Error(SipOptions.MaxForwards, $"{ShownText.Quote(text)} is not a number from 0 to {MostForwards}");
        return null;
    }

    private static string? Agent(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string text = options.Text(SipOptions.UserAgent)!;
        if (text.Trim().Length > 0 && text.Length <= MaxAgentChars && text.All(c => c is >= ' ' and < '\x7f'))
        {
            return text;
        }

        diagnostics.Error(SipOptions.UserAgent, $"it has 1 to {MaxAgentChars} printable ASCII characters");
        return null;
    }

    private static StatusSet? Accepted(bool staysHere, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        // With Max-Forwards 0 a proxy answers in either way, as it likes (RFC 3261 §16.3).
        string text = options.Text(SipOptions.Status) ?? (staysHere ? "200-299,483" : "200-299");
        StatusSet? set = StatusSet.Parse(text, LastStatus);
        if (set is null)
        {
            string shown = ShownText.Quote(text);
            diagnostics.Error(
                SipOptions.Status,
                $"{shown} is no list of status codes 100 to {LastStatus}; write such as 200-299,404 or any");
        }

        return set;
    }
}
