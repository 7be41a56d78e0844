using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>What is shown of a failed attempt: where its conversation stood, and the peer's bytes.</summary>
internal static class FailureDetail
{
    /// <summary>Keeps it.</summary>
    /// <param name="details">Where.</param>
    /// <param name="program">The attempt's program.</param>
    /// <param name="attempt">The attempt; where it never connected there was no conversation.</param>
    /// <param name="buffer">The attempt's buffer.</param>
    /// <param name="evidence">What the program gave; empty when the attempt ended without it.</param>
    /// <returns>The ticket.</returns>
    internal static int Keep(
        DetailPool details, CheckProgram program, ref Attempt attempt, Span<byte> buffer, ReadOnlySpan<byte> evidence)
    {
        if (attempt.Phase is not (MonitorPhase.Query or MonitorPhase.Recv))
        {
            return details.KeepForeign(evidence);
        }

        ReadOnlySpan<byte> shown = evidence.IsEmpty ? program.Heard(ref attempt.Scratch, buffer) : evidence;
        return details.KeepForeign(shown, program.Place(ref attempt.Scratch));
    }
}
