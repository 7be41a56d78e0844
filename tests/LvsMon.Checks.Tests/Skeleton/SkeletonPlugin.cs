using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Checks.Tests.Skeleton;

/// <summary>
/// A check to copy (docs/write-a-check.md): asks <c>STATUS</c> and passes on a line that begins with the right word.
/// </summary>
internal sealed class SkeletonPlugin : ICheckPlugin
{
    private const int MaxWordChars = 32;

    /// <inheritdoc/>
    public string Name => "skeleton";

    /// <inheritdoc/>
    public string Summary => "Asks for the status and passes on a line that begins with the right word.";

    /// <inheritdoc/>
    public string Example => "skeleton --word READY 10.0.0.11:7";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => SkeletonOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string word = options.Text(SkeletonOptions.Word)!;
        if (word.Length is > 0 and <= MaxWordChars && word.All(char.IsAsciiLetter))
        {
            return new SkeletonProgram($"{Name} {options.Canonical(Options)}", Encoding.ASCII.GetBytes(word));
        }

        diagnostics.Error(SkeletonOptions.Word, $"{ShownText.Quote(word)} is not 1 to {MaxWordChars} letters");
        return null;
    }
}
