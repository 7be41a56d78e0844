using System;
using System.Diagnostics;
using System.Threading;

namespace LvsMon.Commands;

/// <summary>Looks at one real server of the running daemon until it is as it should be, or patience ends.</summary>
internal sealed class RealWatch
{
    private const int LookMs = 50;
    private readonly ControlCall _call;
    private readonly long _beganAt = Stopwatch.GetTimestamp();

    /// <summary>Begins to wait.</summary>
    public RealWatch(ControlCall call)
    {
        _call = call;
    }

    /// <summary>Since when it waits, microseconds.</summary>
    public long WaitedUs => (long)Stopwatch.GetElapsedTime(_beganAt).TotalMicroseconds;

    /// <summary>Looks again and again.</summary>
    /// <param name="named">A document that names virtual service and real server.</param>
    /// <param name="patienceUs">How long at most, microseconds.</param>
    /// <param name="isThere">Whether the documents of the daemon and of the real server are as they should be.</param>
    /// <param name="real">The real server as it was seen last; only with success.</param>
    /// <param name="isMet">Whether it is as it should be.</param>
    public ExitCode Until(
        ControlDocument named,
        long patienceUs,
        Func<ControlDocument, ControlDocument, bool> isThere,
        out ControlDocument real,
        out bool isMet)
    {
        (string service, string name) = (named.Text("service"), named.Text("real"));
        while (true)
        {
            ExitCode code = _call.Ask(new ControlQuestion("status").With("name", service), out var documents);
            ControlDocument? found = documents.Find(d => d.Type == "real" && d.Text("service") == service
                && d.Text("real") == name);
            real = found ?? named;
            isMet = found is not null && isThere(documents[0], found);
            if (code == ExitCode.Success && found is null)
            {
                return _call.TellGone(service, name);
            }

            if (code != ExitCode.Success || isMet || WaitedUs >= patienceUs)
            {
                return code;
            }

            Thread.Sleep(LookMs);
        }
    }
}
