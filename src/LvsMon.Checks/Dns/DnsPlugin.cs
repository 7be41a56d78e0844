using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Dns;

/// <summary>The check <c>dns</c>: a name server answers, and rightly.</summary>
internal sealed class DnsPlugin : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => "dns";

    /// <inheritdoc/>
    public string Summary =>
        "Asks a name server one question over UDP; NOERROR passes only with a record of the type asked for.";

    /// <inheritdoc/>
    public string Example => "dns --query www.example.com --answer 192.0.2.80 10.0.0.11:53";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options { get; } =
    [
        DnsOptions.Query, DnsOptions.Type, DnsOptions.Code, DnsOptions.Answer, DnsOptions.Authoritative,
        DnsOptions.NoRecursion,
    ];

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        DnsType type = Enum.Parse<DnsType>(options.Text(DnsOptions.Type)!);
        int code = DnsCodes.Names.TakeWhile(name => name != options.Text(DnsOptions.Code)).Count();
        byte[]? name = ReadName(options, type, diagnostics);
        IReadOnlyList<Word> wanted = options.All(DnsOptions.Answer);
        List<DnsExpectation> expected = [];
        foreach (Word word in wanted)
        {
            if (DnsExpectation.Parse(type, word.Text) is { } expectation)
            {
                expected.Add(expectation);
            }
            else
            {
                diagnostics.Error(
                    DnsOptions.Answer, $"{ShownText.Quote(word.Text)} is not {DnsExpectation.Form(type)}");
            }
        }

        if (code != 0 && wanted.Count > 0)
        {
            diagnostics.Error("--answer goes with --rcode NOERROR only: another answer has no records to compare");
            return null;
        }

        return name is null || expected.Count < wanted.Count ? null : new DnsProgram(
            $"{Name} {options.Canonical(Options)}",
            DnsQuestion.Write(name, type, recursion: !options.Has(DnsOptions.NoRecursion)),
            type,
            code,
            options.Has(DnsOptions.Authoritative),
            [.. expected]);
    }

    private static byte[]? ReadName(CheckOptionValues options, DnsType type, ICheckDiagnostics diagnostics)
    {
        string text = options.Text(DnsOptions.Query)!;
        bool isAddress = IpAddress.TryParse(text, out IpAddress address);
        if (isAddress && type != DnsType.PTR)
        {
            diagnostics.Error(
                DnsOptions.Query, $"{ShownText.Quote(text)} is an address; ask for its name with --type PTR");
            return null;
        }

        byte[]? name = DnsName.Encode(isAddress ? DnsName.OfAddress(address) : text);
        if (name is null)
        {
            diagnostics.Error(
                DnsOptions.Query,
                $"{ShownText.Quote(text)} is no name such as www.example.com: at most 253 characters, 1 to 63 a label");
        }

        return name;
    }
}
