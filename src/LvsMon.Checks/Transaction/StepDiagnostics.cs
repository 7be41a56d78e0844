using LvsMon.Core.Checks;

namespace LvsMon.Checks.Transaction;

/// <summary>Says of each mistake which step it is in, and puts it at the step's word.</summary>
internal sealed class StepDiagnostics : ICheckDiagnostics
{
    private readonly ICheckDiagnostics _inner;
    private readonly GivenOption _step;
    private readonly int _number;

    internal StepDiagnostics(ICheckDiagnostics inner, GivenOption step, int number)
    {
        _inner = inner;
        _step = step;
        _number = number;
    }

    /// <inheritdoc/>
    public void Error(CheckOption option, string message) => Error(message);

    /// <inheritdoc/>
    public void Error(GivenOption given, string message) => Error(message);

    /// <inheritdoc/>
    public void Error(string message) => _inner.Error(_step, $"step {_number}: {message}");
}
