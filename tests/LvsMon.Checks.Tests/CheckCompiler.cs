using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Checks.Tests;

/// <summary>Compiles a check from the words of a configuration line.</summary>
internal static class CheckCompiler
{
    private static readonly SourceSpan Place = new(0, 1, 1, 1);

    /// <summary>The program; the words must be right.</summary>
    internal static CheckProgram Program(ICheckPlugin plugin, params string[] words)
    {
        CheckProgram? program = Compile(plugin, words, out Diagnostics diagnostics);
        diagnostics.InFileOrder.Should().BeEmpty();
        program.Should().NotBeNull();
        return program!;
    }

    /// <summary>The messages; the words must be wrong.</summary>
    internal static IReadOnlyList<string> Errors(ICheckPlugin plugin, params string[] words)
    {
        CheckProgram? program = Compile(plugin, words, out Diagnostics diagnostics);
        program.Should().BeNull();
        return [.. diagnostics.InFileOrder.Select(d => d.Message)];
    }

    private static CheckProgram? Compile(ICheckPlugin plugin, string[] words, out Diagnostics diagnostics)
    {
        diagnostics = new Diagnostics();
        List<Word> given =
            [.. words.Select((w, i) => new Word(w, new SourceSpan(0, 1, i + 1, w.Length), Quoted: false))];
        CheckOptionValues values = CheckOptionParser.Parse(given, plugin.Options, Place, diagnostics);
        return diagnostics.HasErrors
            ? null
            : plugin.Compile(values, new CheckOptionDiagnostics(values, Place, diagnostics));
    }
}
