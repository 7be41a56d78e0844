using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// What rise, fall and the times beside them mean, written a second time: the last conclusive results stand as bits,
/// and a verdict is looked up in them instead of counted along.
/// </summary>
internal struct Opinion
{
    /// <summary>Most results that are remembered; no threshold of a simulated plan is larger.</summary>
    public const int Remembered = 64;

    /// <summary>The verdict.</summary>
    public Health Verdict;

    private ulong _passes;
    private int _known;
    private long _endedUs;
    private long _failingUs;
    private long _passingUs;

    /// <summary>Takes a result.</summary>
    /// <param name="outcome">The result.</param>
    /// <param name="timing">The thresholds that hold now.</param>
    /// <param name="awakeUs">The time, less what the loop was late in all.</param>
    /// <param name="stableUs">How long it must have passed before it is up again, microseconds.</param>
    public void Take(CheckOutcome outcome, Timing timing, long awakeUs, long stableUs = 0)
    {
        long sinceUs = _endedUs == 0 ? 0 : awakeUs - _endedUs;
        _endedUs = awakeUs;
        if (outcome == CheckOutcome.Inconclusive)
        {
            return;
        }

        bool isPass = outcome == CheckOutcome.Pass;
        bool isRow = isPass && _known > 0 && (_passes & 1) == 1;
        _passingUs = isRow ? _passingUs + sinceUs : 0;
        _passes = (_passes << 1) | (isPass ? 1UL : 0);
        _known += _known < Remembered ? 1 : 0;
        _failingUs = isPass ? 0 : _failingUs + sinceUs;
        if (isPass && Ends(timing.Rise, _passes) && (Verdict != Health.Down || _passingUs >= stableUs))
        {
            Verdict = Health.Up;
        }
        else if (!isPass && (Ends(timing.Fall, ~_passes)
            || (timing.FailAfterUs > 0 && _failingUs >= timing.FailAfterUs)))
        {
            Verdict = Health.Down;
        }
    }

    private readonly bool Ends(uint count, ulong bits) =>
        _known >= count && (~bits & ((count == 64 ? 0 : 1UL << (int)count) - 1)) == 0;
}
