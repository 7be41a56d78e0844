using LvsMon.Core.Config;

namespace LvsMon.Core.Checks;

/// <summary>
/// Puts what a plugin reports while compiling at the words it speaks of: an option's mistake at its first value
/// (<c>check-option-value</c>), a mistake of the whole at the check (<c>check-option</c>).
/// </summary>
public sealed class CheckOptionDiagnostics : ICheckDiagnostics
{
    private readonly CheckOptionValues _values;
    private readonly SourceSpan _check;
    private readonly Diagnostics _diagnostics;

    /// <summary>Makes it for the options of one check that stands at <paramref name="check"/>.</summary>
    public CheckOptionDiagnostics(CheckOptionValues values, SourceSpan check, Diagnostics diagnostics)
    {
        _values = values;
        _check = check;
        _diagnostics = diagnostics;
    }

    /// <inheritdoc/>
    public void Error(CheckOption option, string message) =>
        _diagnostics.Error(CheckRules.OptionValue, _values.Word(option)?.Span ?? _check, message);

    /// <inheritdoc/>
    public void Error(GivenOption given, string message) =>
        _diagnostics.Error(CheckRules.OptionValue, given.Value.Span, message);

    /// <inheritdoc/>
    public void Error(string message) => _diagnostics.Error(CheckRules.Option, _check, message);
}
