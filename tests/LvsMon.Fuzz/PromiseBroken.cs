using System;

namespace LvsMon.Fuzz;

/// <summary>An input for which a promise does not hold.</summary>
/// <param name="promise">The promise in kebab case; failures are equal when this is.</param>
/// <param name="detail">What was seen.</param>
internal sealed class PromiseBroken(string promise, string detail) : Exception($"{promise}: {detail}")
{
    /// <summary>The promise.</summary>
    internal string Promise { get; } = promise;

    /// <summary>Throws unless the promise holds.</summary>
    internal static void Unless(bool holds, string promise, string detail)
    {
        if (!holds)
        {
            throw new PromiseBroken(promise, detail);
        }
    }
}
