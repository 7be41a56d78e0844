using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>The plan while it is being made.</summary>
internal sealed class PlanAssembly
{
    private const string DefaultPlugin = "tcp";
    private readonly Diagnostics _diagnostics;
    private readonly CheckMemo _checks;
    private readonly MonitorMerge _merge = new();
    private readonly List<ServicePlan> _services = [];
    private readonly List<RealPlan> _reals = [];
    private readonly HashSet<CompiledCheck> _wrongSource = new(ReferenceEqualityComparer.Instance);
    private readonly SilenceRules _silence;
    private readonly SlowStartRules _slowStart;
    private readonly AgentRules _agentRules;
    private readonly NotifyRules _notify;
    private readonly List<CheckReference> _agents = [];
    private CheckReference? _default;

    internal PlanAssembly(ICheckCompiler compiler, IProgramFiles? programs, Diagnostics diagnostics)
    {
        _checks = new CheckMemo(compiler, diagnostics);
        _diagnostics = diagnostics;
        _silence = new SilenceRules(diagnostics);
        _slowStart = new SlowStartRules(diagnostics);
        _agentRules = new AgentRules(diagnostics);
        _notify = new NotifyRules(programs, diagnostics);
    }

    /// <summary>Compiles a check that perhaps nothing uses, so that its mistakes are told.</summary>
    internal void AddUnused(CheckReference check) => _checks.Find(check);

    /// <summary>Adds a service with its real servers.</summary>
    internal void AddService(VirtualServiceSettings settings)
    {
        int firstReal = _reals.Count;
        _slowStart.Apply(settings);
        foreach (RealServerSettings real in settings.Reals)
        {
            _agents.Clear();
            int checks = real.Unmonitored ? 0 : AddChecks(real);
            _agentRules.Apply(_agents, checks);
            _reals.Add(new RealPlan(
                _services.Count,
                real.Endpoint,
                real.Weight,
                real.Upper,
                real.Lower,
                real.Forwarding,
                real.Unmonitored)
            {
                CheckCount = (ushort)checks,
                RequiredCount = (ushort)(real.RequiresAny ? Math.Min(checks, 1) : checks),
                Timing = real.Unmonitored ? null : real.Timing,
                HasAgent = _agents.Count > 0,
            });
        }

        _services.Add(new ServicePlan
        {
            Key = settings.Key,
            Name = settings.Name,
            ServiceSet = settings.ServiceSet,
            Scheduler = settings.Scheduler,
            SchedulerFlags = settings.SchedulerFlags,
            Persistence = settings.Persistence,
            OnePacket = settings.OnePacket,
            Floor = settings.Floor,
            Fallback = settings.Fallback,
            Forwarding = settings.Forwarding,
            QuiesceReasons = FailureCauses.QuiesceReasons(settings.OnFailure, _diagnostics),
            Notify = _notify.Apply(settings.Notify),
            FirstReal = firstReal,
            RealCount = settings.Reals.Count,
        });
    }

    /// <summary>The plan with phases and sizes.</summary>
    internal Plan Finish(GlobalSettings global, PlanLimits limits)
    {
        (MonitorPlan[] monitors, Subscription[] subscriptions) = _merge.Finish();
        PhaseGrid.Place(monitors, default);
        int bufferBytes = 0;
        int buffered = 0;
        foreach (MonitorPlan monitor in monitors)
        {
            bufferBytes = Math.Max(bufferBytes, monitor.Program.BufferBytes);
            buffered += monitor.Program.BufferBytes > 0 ? 1 : 0;
        }

        return new Plan
        {
            Global = global,
            Services = [.. _services],
            Reals = [.. _reals],
            Monitors = monitors,
            Subscriptions = subscriptions,
            MaxInFlight = limits.MaxInFlight(global.MaxInFlight, monitors.Length),
            BufferBytes = bufferBytes,
            BufferedMonitors = buffered,
        };
    }

    private int AddChecks(RealServerSettings real)
    {
        if (real.Checks.Count == 0)
        {
            _default ??= new CheckReference(new Word(DefaultPlugin, real.Span, Quoted: false), []);
            return AddCheck(real, _default);
        }

        int count = 0;
        foreach (CheckReference check in real.Checks)
        {
            count += AddCheck(real, check);
        }

        return count;
    }

    private int AddCheck(RealServerSettings real, CheckReference reference)
    {
        if (_checks.Find(reference) is not { } check)
        {
            return 0;
        }

        Endpoint target = check.TargetFor(real);
        if (target.Port == 0)
        {
            _diagnostics.Error(
                PlanningRules.CheckPort,
                real.Span,
                $"real server {real.Endpoint.Address} has no port to check; "
                + "write ADDRESS:PORT or give its check --port");
            return 0;
        }

        IpAddress source = check.SourceFor(in target);
        if (source.IsV6 != target.Address.IsV6)
        {
            RefuseSource(check, source, in target);
            return 0;
        }

        _silence.Apply(reference, check.Program, real.Timing);
        if (!_merge.Subscribe(in target, in source, check.Program, real.Timing, _reals.Count))
        {
            return 0;
        }

        if (check.Program.IsAdvice)
        {
            _agents.Add(reference);
            return 0;
        }

        return 1;
    }

    private void RefuseSource(CompiledCheck check, in IpAddress source, in Endpoint target)
    {
        if (_wrongSource.Add(check))
        {
            string family = target.Address.IsV6 ? "an IPv6" : "an IPv4";
            _diagnostics.Error(
                PlanningRules.CheckSource,
                check.SourceSpan,
                $"source {source} cannot reach {target}; write {family} address");
        }
    }
}
