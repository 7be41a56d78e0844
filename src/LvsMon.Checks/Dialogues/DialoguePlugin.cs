using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Checks.Banner;
using LvsMon.Checks.Tls;
using LvsMon.Checks.Transaction;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Checks.Dialogues;

/// <summary>The checks <c>smtp</c>, <c>pop3</c>, <c>imap</c>, <c>ftp</c> and <c>nntp</c>: one for each
/// <see cref="DialogueProtocol"/>.</summary>
internal sealed class DialoguePlugin : ICheckPlugin
{
    private const int MaxNameChars = 255;

    private static readonly CheckOption StartTls = new(
        "--starttls",
        null,
        "Have the server make the stream secure before the good-bye, and verify its certificate; needs --server-name.");

    private readonly DialogueProtocol _protocol;

    internal DialoguePlugin(DialogueProtocol protocol)
    {
        _protocol = protocol;
        CheckOption[] hello = protocol.Hello is null ? [] : [protocol.Hello.Option];
        Options = [.. hello, ByteCap.Option, StartTls, .. TlsOptions.All];
    }

    /// <inheritdoc/>
    public string Name => _protocol.Name;

    /// <inheritdoc/>
    public string Summary => _protocol.Summary;

    /// <inheritdoc/>
    public string Example => _protocol.Example;

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options { get; }

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        int? maxBytes = ByteCap.Read(options, diagnostics);
        List<Step> steps = [new ReplyStep("in the greeting", _protocol.Greeting)];
        if (_protocol.Hello is { } hello && options.Text(hello.Option) is { } name)
        {
            if (!IsHostName(name))
            {
                diagnostics.Error(hello.Option, $"{ShownText.Quote(name)} is no host name and no address in brackets, "
                    + "such as director.example.com or [192.0.2.1]");
                return null;
            }

            Add(steps, hello.Command, $"{hello.Command} {name}", hello.Reply);
        }

        if (options.Has(StartTls) && !TryStartTls(steps, options, diagnostics))
        {
            return null;
        }

        Add(steps, _protocol.GoodBye.Word, _protocol.GoodBye.Command, _protocol.GoodBye.Reply);
        return maxBytes is null
            ? null
            : TlsReader.Wrap(
                tls => new TransactionProgram($"{Name} {options.Canonical(Options)}", maxBytes.Value, steps, tls),
                StartTls,
                options,
                diagnostics);
    }

    private bool TryStartTls(List<Step> steps, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        if (_protocol is { GreetsBeforeTls: true, Hello: { } hello } && !options.Has(hello.Option))
        {
            diagnostics.Error(StartTls, $"the server wants a name before {_protocol.StartTls.Word}; add "
                + $"{hello.Option.Name} {hello.Option.ValueName}");
            return false;
        }

        Add(steps, _protocol.StartTls.Word, _protocol.StartTls.Command, _protocol.StartTls.Reply);
        steps.Add(new StartTlsStep($"after {_protocol.StartTls.Word}"));
        return true;
    }

    private static void Add(List<Step> steps, string word, string command, ReplyReader reply)
    {
        string place = $"after {word}";
        steps.Add(new SendStep(place, new SendPart(Encoding.ASCII.GetBytes($"{command}\r\n"))));
        steps.Add(new ReplyStep(place, reply));
    }

    // RFC 5321 §4.1.2 and §4.1.3, no closer than what keeps it one word of the line.
    private static bool IsHostName(string name) => name.Length is > 0 and <= MaxNameChars
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']');
}
