using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Daemon;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// Looks at every line before ipvsadm carries it out: nothing foreign is named, no real server is taken out or put in
/// without a verdict that says so, and no batch takes a service below its floor, even if what it puts in fails.
/// </summary>
internal sealed class TableGuard : IChildWatch
{
    private readonly SimulatedTable _printed = new();
    private readonly SimulatedTable _known = new();
    private readonly List<(FixedText Selector, int Missing)> _departing = [];
    private readonly List<(FixedText Selector, FixedText Endpoint)> _named = [];
    private readonly int[] _carrying = new int[SimulatedTable.MaxServices];
    private PlanNames _names = new(Empty);
    private VerdictOracle? _oracle;
    private DaemonKind _kind;
    private bool _hasWritten;
    private bool[] _isFresh = [];
    private int _readings;
    private bool _isPrinted;
    private long _isolatedUs;

    /// <summary>Whether the daemon has adopted a real server.</summary>
    public Func<int, bool> IsAdopted { get; set; } = _ => false;

    /// <summary>True for a real server that a first reading found, also when its verdict came before.</summary>
    public Func<int, bool> WasFound { get; set; } = _ => false;

    /// <summary>What operators have ordered.</summary>
    public OrderOracle Orders { get; set; } = new(Empty);

    /// <summary>True once the daemon was told to remove its own services.</summary>
    public bool IsClearing { get; set; }

    /// <summary>Is told every line, null for nobody.</summary>
    public Action<string>? Trace { get; set; }

    /// <summary>Lines looked at.</summary>
    public long Lines { get; private set; }

    /// <summary>The names of the running plan.</summary>
    public PlanNames Names => _names;

    /// <summary>The table as it was when the daemon listed it last before it wrote anything.</summary>
    public SimulatedTable AtStart { get; } = new();

    private static Plan Empty { get; } = new()
    {
        Global = new GlobalSettings(),
        Services = [],
        Reals = [],
        Monitors = [],
        Subscriptions = [],
        MaxInFlight = 1,
        BufferBytes = 0,
        BufferedMonitors = 0,
    };

    /// <summary>A daemon begins. It owns what the plan names and what the file of owned services says.</summary>
    public void Begin(Plan plan, DaemonKind kind, byte[] ownedFile)
    {
        _names = new PlanNames(plan);
        _oracle = null;
        _kind = kind;
        _isolatedUs = 0;
        _hasWritten = false;
        _isPrinted = false;
        _isFresh = [.. plan.Reals.Select(_ => true)];
        _readings = 0;
        IsClearing = false;
        _departing.Clear();
        _named.Clear();
        foreach (string key in Encoding.ASCII.GetString(ownedFile).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Depart(Encoding.ASCII.GetBytes(PlanNames.Selector(key)));
        }

        ForgetPlanned();
    }

    /// <summary>The checks begin: from now on verdicts decide.</summary>
    public void Judge(VerdictOracle oracle) => _oracle = oracle;

    /// <summary>The daemon goes on with another plan.</summary>
    public void Follow(Plan plan)
    {
        for (int service = 0; service < _names.Plan.Services.Length; service++)
        {
            ReadOnlySpan<byte> selector = _names.SelectorOf(service);
            Depart(selector);
            ServicePlan old = _names.Plan.Services[service];
            for (int real = old.FirstReal; real < old.FirstReal + old.RealCount; real++)
            {
                _named.Add((FixedText.Of(selector), FixedText.Of(_names.EndpointOf(real))));
            }

            _named.Add((FixedText.Of(selector), FixedText.Of(_names.Fallbacks[service])));
        }

        PlanNames names = new(plan);
        _isFresh = [.. Enumerable.Range(0, plan.Reals.Length).Select(real => IsFresh(names, real))];
        _names = names;
        _readings = 0;
        _isPrinted = false;
        ForgetPlanned();
    }

    /// <summary>The director doubts itself from now on, or no longer.</summary>
    public void Isolated(long nowUs, bool isIsolated) => _isolatedUs = isIsolated ? nowUs : 0;

    /// <summary>A reading was taken for the first.</summary>
    public void Adopted() => Array.Clear(_isFresh);

    /// <inheritdoc/>
    public void Saved(SimulatedTable table, bool isWhole)
    {
        _printed.CopyFrom(table);
        _isPrinted = isWhole;
        if (!_hasWritten)
        {
            AtStart.CopyFrom(table);
        }
    }

    /// <inheritdoc/>
    public void Listed(bool isWhole, bool isSame)
    {
        if (!isWhole || !_isPrinted)
        {
            return;
        }

        _known.CopyFrom(_printed);
        // Two listings that differ are most often read again; what is found then is found for the first time.
        _readings += isSame ? 1 : 0;
        Trace?.Invoke("the table was read");
        for (int i = _departing.Count - 1; i >= 0 && isSame; i--)
        {
            // What was gone at two readings is foreign from then on, whoever makes it again.
            (FixedText selector, int missing) = _departing[i];
            _departing[i] = (selector, _known.Find(selector.Bytes) is null ? missing + 1 : 0);
            if (missing == 1 && _departing[i].Missing == 2)
            {
                _departing.RemoveAt(i);
            }
        }
    }

    /// <inheritdoc/>
    public void Writing(ReadOnlySpan<byte> lines)
    {
        if (_kind.IsShadow)
        {
            throw Bad("a shadow writes", lines);
        }

        _hasWritten = true;
        for (int service = 0; service < _names.Plan.Services.Length; service++)
        {
            _carrying[service] = Carrying(service);
        }

        for (ReadOnlySpan<byte> rest = lines; !rest.IsEmpty; rest = rest[(rest.IndexOf((byte)'\n') + 1)..])
        {
            Look(rest[..rest.IndexOf((byte)'\n')]);
        }

        // The worst that can come of a batch: what it takes out goes, and what it puts in fails.
        Apply(lines, takesOut: true);
        for (int service = 0; service < _names.Plan.Services.Length && !IsClearing; service++)
        {
            int after = Carrying(service);
            int floor = _names.Plan.Services[service].Floor.For(Eligible(service));
            if (after < floor && after < _carrying[service])
            {
                throw Bad($"the floor of {floor} is broken, {_carrying[service]} carried and {after} would", lines);
            }
        }

        Apply(lines, takesOut: false);
    }

    private void Apply(ReadOnlySpan<byte> lines, bool takesOut)
    {
        while (!lines.IsEmpty)
        {
            int end = lines.IndexOf((byte)'\n');
            TableLine line = TableLine.Read(lines[..end]);
            if (takesOut == (line.Command is (byte)'d' || (line.Command is (byte)'e' && line.Entry.Weight == 0)))
            {
                _known.Apply(line);
            }

            lines = lines[(end + 1)..];
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);

    private static SimulationFailure Bad(string what, ReadOnlySpan<byte> lines) => new($"{what}: {Text(lines)}");

    private void ForgetPlanned()
    {
        for (int service = 0; service < _names.Plan.Services.Length; service++)
        {
            int at = FindDeparting(_names.SelectorOf(service));
            if (at >= 0)
            {
                _departing.RemoveAt(at);
            }
        }
    }

    private void Depart(ReadOnlySpan<byte> selector)
    {
        if (FindDeparting(selector) < 0)
        {
            _departing.Add((FixedText.Of(selector), 0));
        }
    }

    private int FindDeparting(ReadOnlySpan<byte> selector)
    {
        for (int i = 0; i < _departing.Count; i++)
        {
            if (_departing[i].Selector.Is(selector))
            {
                return i;
            }
        }

        return -1;
    }

    private bool WasNamed(in TableLine line)
    {
        for (int i = 0; i < _named.Count; i++)
        {
            if (_named[i].Selector.Is(line.Selector) && _named[i].Endpoint.Is(line.Entry.Endpoint.Bytes))
            {
                return true;
            }
        }

        return false;
    }

    private void Look(ReadOnlySpan<byte> text)
    {
        Lines++;
        Trace?.Invoke(Text(text));
        TableLine line = TableLine.Read(text);
        if (!line.IsClear || line.Command == (byte)'C')
        {
            throw Bad("a line that ought not to be", text);
        }

        int service = _names.FindService(line.Selector);
        bool isDeletion = line.Command == (byte)'D';
        if (service < 0)
        {
            if (!isDeletion || FindDeparting(line.Selector) < 0)
            {
                throw Bad("a foreign service is touched", text);
            }

            return;
        }

        if (isDeletion != IsClearing)
        {
            throw Bad("an own service is removed, or one is changed at the end", text);
        }

        if (line.Command is (byte)'a' or (byte)'e' or (byte)'d')
        {
            LookAtDestination(service, line, text);
        }
    }

    private void LookAtDestination(int service, in TableLine line, ReadOnlySpan<byte> text)
    {
        bool isDeletion = line.Command == (byte)'d';
        int real = _names.FindReal(service, line.Entry.Endpoint.Bytes);
        if (real < 0)
        {
            bool isFallback = line.Entry.Endpoint.Is(_names.Fallbacks[service]);
            bool isKept = _names.Plan.Global.KeepExtraReals && !WasNamed(line);
            if (!isFallback && (!isDeletion || isKept))
            {
                throw Bad("an entry that the configuration does not name is touched", text);
            }

            return;
        }

        RealPlan plan = _names.Plan.Reals[real];
        bool isUp = plan.Unmonitored || (_oracle?.IsUp(real) ?? (!_kind.IsCold && IsKnown(service, real)))
            || IsJustFound(service, real);
        bool isIn = !isDeletion && line.Entry.Weight > 0;
        if (Orders[real] != OrderKind.None)
        {
            bool isOut = Orders[real] != OrderKind.Draining && !isDeletion;
            if (isIn || isOut || (isUp && isDeletion && Orders[real] == OrderKind.Draining))
            {
                throw Bad($"a real server that is {Orders[real]} by order is not", text);
            }

            return;
        }

        int weight = Orders.Weight(real);
        if (isUp && (isDeletion || (!isIn && weight > 0 && IsVerified(real))))
        {
            throw Bad("a real server is taken out without a verdict", text);
        }

        if (!isUp && isIn && !MayBeHeld(service))
        {
            throw Bad("a real server that is not up is put in", text);
        }

        if (!isIn && !isUp && weight > 0 && _isolatedUs > 0 && _oracle!.LastDownOf(real) is { Order: > 0 } down
            && down.TimeUs >= _isolatedUs && _oracle.WasUp(real))
        {
            throw Bad("a real server is taken out while the director doubts itself", text);
        }

        bool isRight = _oracle?.Ramps.Allows(real, line.Entry.Weight) ?? line.Entry.Weight == weight;
        if (isIn && IsVerified(real) && !isRight)
        {
            int part = _oracle?.Ramps.Part(real, weight) ?? weight;
            throw Bad($"the weight is neither {weight} nor its part, {part}", text);
        }
    }

    private bool IsVerified(int real) => _oracle?.IsVerified(real) ?? _names.Plan.Reals[real].Unmonitored;

    /// <summary>What the first reading finds gets the weight that is ordered in that very turn, and is told to be
    /// adopted after it.</summary>
    private bool IsJustFound(int service, int real) =>
        _readings <= 1 && _isFresh[real] && !_kind.IsCold && !IsVerified(real) && IsKnown(service, real);

    /// <summary>True for one that comes with a plan, and what stands of it in the table is not known yet.</summary>
    private bool IsFresh(PlanNames names, int real)
    {
        int service = _names.FindService(names.SelectorOf(names.Plan.Reals[real].Service));
        int old = service < 0 ? -1 : _names.FindReal(service, names.EndpointOf(real));
        return old < 0 || (_isFresh[old] && _readings == 0);
    }

    private bool MayBeHeld(int service) => _isolatedUs > 0 || _names.Plan.Services[service].Floor != default;

    private bool IsKnown(int service, int real) => WeightOf(service, real) >= 0;

    private int Eligible(int service)
    {
        int eligible = 0;
        ServicePlan plan = _names.Plan.Services[service];
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            eligible += Orders.IsCounted(real) ? 1 : 0;
        }

        return eligible;
    }

    private int Carrying(int service)
    {
        int carrying = 0;
        ServicePlan plan = _names.Plan.Services[service];
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            if (Orders.IsCounted(real))
            {
                // One that was found stays as it was found until its verdict, whatever others make of it since; one
                // that was never up cannot be held, whoever has put it in, unless the first reading has found it.
                bool isIn = ((_oracle?.WasUp(real) ?? false) || WasFound(real)) && WeightOf(service, real) > 0;
                carrying += isIn || (!IsVerified(real) && IsAdopted(real)) ? 1 : 0;
            }
        }

        return carrying;
    }

    private int WeightOf(int service, int real) =>
        _known.WeightOf(_names.SelectorOf(service), _names.EndpointOf(real));
}
