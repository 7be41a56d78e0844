namespace LvsMon.Core.Checks;

/// <summary>The end of an attempt: its reason, and the number that goes with some reasons (an HTTP status).</summary>
public readonly record struct CheckResult(CheckReason Reason, short Number = 0)
{
    /// <summary>What it says of the server.</summary>
    public CheckOutcome Outcome => Reasons.OutcomeOf(Reason);
}
