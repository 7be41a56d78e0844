namespace LvsMon.Core.Transitions;

/// <summary>
/// One listener of the stream of facts. It never blocks, never throws for what the world does, never calls back into
/// the loop and keeps
/// what it needs in memory of its own that the plan sized.
/// </summary>
public interface IFactSink
{
    /// <summary>Takes one fact. No fact may be posted from here.</summary>
    void Accept(in Fact fact);

    /// <summary>
    /// Once a turn, after all facts were accepted: do the turn's work. Facts may be posted to
    /// <paramref name="facts"/> from here; they are
    /// told before the turn ends.
    /// </summary>
    /// <returns>When to be called again at the latest (monotonic microseconds), <see cref="long.MaxValue"/> when
    /// nothing is pending.</returns>
    long Flush(long nowUs, FactStream facts);
}
