using System;
using System.Diagnostics;
using System.Threading;

namespace LvsMon.SystemTests.Support;

/// <summary>Waiting for the world, with a deadline.</summary>
internal static class Wait
{
    /// <summary>How long anything may take that is not the subject of a test: the machine may be busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int StepMs = 10;

    /// <summary>Waits until something holds.</summary>
    /// <param name="condition">Asked every 10 ms.</param>
    /// <param name="what">For the message of the failure.</param>
    /// <param name="patience">Null for <see cref="Patience"/>.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static void Until(Func<bool> condition, string what, TimeSpan? patience = null) =>
        Until(condition, () => what, patience);

    /// <summary>Waits until something holds; the message is made when it is needed.</summary>
    /// <param name="condition">What is asked.</param>
    /// <param name="what">For the message of the failure.</param>
    /// <param name="patience">Null for <see cref="Patience"/>.</param>
    /// <param name="stepMs">How often it is asked.</param>
    public static void Until(
        Func<bool> condition, Func<string> what, TimeSpan? patience = null, int stepMs = StepMs)
    {
        TimeSpan limit = patience ?? Patience;
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"after {limit.TotalSeconds} s still not: {what()}");
            }

            Thread.Sleep(stepMs);
        }
    }

    /// <summary>Lets time pass: what must not happen gets its chance.</summary>
    public static void For(TimeSpan time) => Thread.Sleep(time);
}
