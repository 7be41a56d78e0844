using System;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>One check by hand: the same steps as in the loop, once, with the time of each phase.</summary>
public static class SingleCheck
{
    /// <summary>Runs the first monitor of a plan once; comes back at its deadline at the latest.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="clock">The time.</param>
    /// <param name="sockets">The connection.</param>
    /// <param name="seed">A secret, for a request that nobody may foresee.</param>
    public static SingleCheckReport Run(Plan plan, IClock clock, IProgramSet sockets, ulong seed)
    {
        DetailPool details = new();
        LagMeter lag = new();
        Prober prober = new(plan, sockets, lag, details, seed);
        Ready[] ready = new Ready[8];
        prober.Start(0, clock.NowUs);
        while (prober.Conclusions.Length == 0)
        {
            long begunUs = clock.NowUs;
            lag.Begin(begunUs);
            long dueUs = prober.DueUs;
            int count = sockets.Wait(dueUs, ready);
            long nowUs = clock.NowUs;
            lag.Woken(begunUs, dueUs, nowUs);
            prober.Share(count);
            for (int i = 0; i < count; i++)
            {
                if (ready[i].Slot >= 0)
                {
                    prober.Advance(ready[i].Slot, ready[i].What, nowUs);
                }
            }

            prober.Serve(clock, nowUs);
            prober.Expire(nowUs);
        }

        Conclusion end = prober.Conclusions[0];
        return new SingleCheckReport(
            end.Result,
            end.CheckUs,
            end.ConnectUs,
            end.TlsUs,
            Math.Max(0, end.QueryUs - end.ConnectUs - end.TlsUs),
            end.QueryUs == 0 ? 0 : end.CheckUs - end.QueryUs,
            end.Received,
            details.Find(end.Detail, out _).ToArray())
        {
            Place = details.FindPlace(end.Detail).ToArray(),
        };
    }
}
