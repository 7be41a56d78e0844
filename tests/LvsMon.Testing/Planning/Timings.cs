using LvsMon.Core.Config;

namespace LvsMon.Testing.Planning;

/// <summary>Timings for tests, in milliseconds.</summary>
public static class Timings
{
    /// <summary>Connect and receive 300 ms, total 500 ms, thresholds 1 and 3, one interval for all states.</summary>
    public static Timing Every(
        long intervalMs,
        uint rise = 1,
        uint fall = 3,
        long fastMs = 0,
        long downMs = 0,
        long connectMs = 300,
        long receiveMs = 300,
        long timeoutMs = 500,
        long failAfterMs = 0) => new(
            intervalMs * 1000,
            (fastMs == 0 ? intervalMs : fastMs) * 1000,
            (downMs == 0 ? intervalMs : downMs) * 1000,
            connectMs * 1000,
            receiveMs * 1000,
            timeoutMs * 1000,
            rise,
            fall,
            failAfterMs * 1000);
}
