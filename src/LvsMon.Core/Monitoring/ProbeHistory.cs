using LvsMon.Core.Planning;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// What every monitor has said lately, for whoever asks why a real server is where it is. Equal results in a row are
/// one entry with a count: what a server said before it failed is still there after a night of refusals.
/// </summary>
/// <remarks>First the first entries of all monitors, then the second ones, and so on: a server that always says the
/// same has one of them, and the system gives no memory to what nobody has written.</remarks>
internal sealed class ProbeHistory
{
    /// <summary>Entries kept of each monitor.</summary>
    public const int Depth = 4;

    private readonly int _monitors;
    private readonly ProbeRun[] _runs;
    private readonly byte[] _newest;

    /// <summary>An empty history of a plan's monitors.</summary>
    public ProbeHistory(int monitors)
    {
        _monitors = monitors;
        _runs = new ProbeRun[monitors * Depth];
        _newest = new byte[monitors];
    }

    /// <summary>Takes the end of an attempt.</summary>
    public void Note(in Conclusion conclusion, long nowUs)
    {
        ref byte newest = ref _newest[conclusion.Monitor];
        ref ProbeRun run = ref _runs[(newest * _monitors) + conclusion.Monitor];
        bool isSame = run.Reason == conclusion.Result.Reason && run.Number == conclusion.Result.Number;
        if (!isSame && run.Times > 0)
        {
            newest = (byte)((newest + 1) % Depth);
            run = ref _runs[(newest * _monitors) + conclusion.Monitor];
        }

        if (!isSame || run.Times == 0)
        {
            run.FirstUs = nowUs;
            run.Times = 0;
        }

        run.LastUs = nowUs;
        run.Times += run.Times == uint.MaxValue ? 0u : 1u;
        run.CheckUs = conclusion.CheckUs;
        run.ConnectUs = conclusion.ConnectUs;
        run.TlsUs = conclusion.TlsUs;
        run.QueryUs = conclusion.QueryUs;
        run.Received = conclusion.Received;
        run.Number = conclusion.Result.Number;
        run.Reason = conclusion.Result.Reason;
    }

    /// <summary>An entry.</summary>
    /// <param name="monitor">The monitor.</param>
    /// <param name="back">0 for the newest, 1 for the one before, up to <see cref="Depth"/>.</param>
    /// <returns>Without results when there are not so many.</returns>
    public ProbeRun Find(int monitor, int back) => back >= Depth
        ? default
        : _runs[((_newest[monitor] + Depth - back) % Depth * _monitors) + monitor];

    /// <summary>Takes over what was said by monitors that a reload has left as they were.</summary>
    public void CarryFrom(ProbeHistory old, PlanChange change)
    {
        for (int monitor = 0; monitor < _newest.Length; monitor++)
        {
            if (change.OldMonitor[monitor] is >= 0 and int before)
            {
                _newest[monitor] = old._newest[before];
                CarryRuns(old, before, monitor);
            }
        }
    }

    /// <summary>Copies the entries that have results: what was not written stays so.</summary>
    private void CarryRuns(ProbeHistory old, int before, int monitor)
    {
        for (int place = 0; place < Depth; place++)
        {
            ref readonly ProbeRun run = ref old._runs[(place * old._monitors) + before];
            if (run.Times > 0)
            {
                _runs[(place * _monitors) + monitor] = run;
            }
        }
    }
}
