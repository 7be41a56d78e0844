using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Exec;

/// <summary>The check <c>exec</c>: a program of this host judges the server, as Nagios plugins do.</summary>
internal sealed class ExecPlugin : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => "exec";

    /// <inheritdoc/>
    public string Summary =>
        "Runs a program that judges the server by its exit code, as a Nagios plugin does: 0 and 1 pass, 2 fails, "
        + "3 is inconclusive.";

    /// <inheritdoc/>
    public string Example => "exec --program /usr/local/bin/check --arg={address} 10.0.0.11:80";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => ExecOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string path = options.Text(ExecOptions.Program)!;
        IReadOnlyList<Word> words = options.All(ExecOptions.Arg);
        int bytes = Encoding.UTF8.GetByteCount(path) + 1;
        List<ReadOnlyMemory<byte>> arguments = [];
        bool hasNul = path.Contains('\0');
        foreach (Word word in words)
        {
            byte[] argument = ByteText.ToBytes(word.Text);
            hasNul |= argument.AsSpan().Contains((byte)0);
            bytes += argument.Length + 1;
            arguments.Add(argument);
        }

        string? mistake = hasNul ? "a NUL byte would end the argument; write it otherwise"
            : arguments.Count > ExternalProgram.MaxArguments ? $"at most {ExternalProgram.MaxArguments} --arg are taken"
            : bytes > ExternalProgram.MaxBytes ? $"path and arguments have at most {ExternalProgram.MaxBytes} bytes"
            : null;
        if (!path.StartsWith('/'))
        {
            diagnostics.Error(ExecOptions.Program, $"{ShownText.Quote(path)}: write the whole path, from / on");
            return null;
        }

        if (mistake is not null)
        {
            diagnostics.Error(mistake);
            return null;
        }

        return new ExecProgram(
            $"{Name} {options.Canonical(Options)}",
            new ExternalProgram(path, arguments),
            isWarningGood: options.Text(ExecOptions.Warning) == "pass",
            isUnknownBad: options.Text(ExecOptions.Unknown) == "fail");
    }
}
