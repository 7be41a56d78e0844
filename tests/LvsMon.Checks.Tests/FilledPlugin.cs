using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tests;

/// <summary>A check whose files are made up: all have this content as Latin-1 text, or each its own path.</summary>
internal sealed class FilledPlugin(ICheckPlugin inner, string? content = null) : ICheckPlugin
{
    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public string Summary => inner.Summary;

    /// <inheritdoc/>
    public string Example => inner.Example;

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => inner.Options;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        foreach (CheckOption option in options.GivenFiles())
        {
            options.SetContent(option, Encoding.Latin1.GetBytes(content ?? options.Text(option)!));
        }

        return inner.Compile(options, diagnostics);
    }
}
