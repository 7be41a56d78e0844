using System;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs.Kernel;

/// <summary>
/// Looks after the kernel's settings that decide what becomes of the flows of a real server that left the table. With
/// <c>manage-sysctls yes</c> those that are 0 are set to 1, at start, after a reload and at each reconcile; with
/// <c>no</c> they are read at start and after a reload, and what they can do to which service is told. Nothing is put
/// back at the end: other programs may rely on it by then.
/// </summary>
/// <remarks>To switch it off (a table that is not the kernel's, a daemon that only watches) do not make one.</remarks>
public sealed class SettingKeeper : IFactSink, IPlanFollower
{
    /// <summary>Most services with a line of their own.</summary>
    public const int MaxNamed = 16;

    /// <summary>What a setting of 0 is set to; anything else that is found is left as it is.</summary>
    private const int Wanted = 1;

    private readonly IKernelSettings _settings;
    private readonly int[] _found = new int[KernelSettingNames.Count];
    private readonly OsError[] _errors = new OsError[KernelSettingNames.Count];
    private readonly SettingTrouble[] _told = new SettingTrouble[KernelSettingNames.Count];
    private Plan _plan;
    private int[] _risks;
    private bool _missingTold;
    private bool _isDue;
    private bool _tableWasRead;
    private long _nextUs = long.MaxValue;

    /// <summary>Makes a keeper for a plan; nothing is read yet.</summary>
    public SettingKeeper(Plan plan, IKernelSettings settings)
    {
        _settings = settings;
        _plan = plan;
        _risks = FlowRisks.Of(plan);
    }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        if (fact.Kind == FactKind.Adopted)
        {
            // Not before: the module may be loaded only by ipvsadm's first call.
            _tableWasRead = true;
            _isDue = true;
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts)
    {
        if (!_tableWasRead || !(_isDue || nowUs >= _nextUs))
        {
            return _nextUs;
        }

        _isDue = false;
        bool missing = Read();
        if (missing)
        {
            TellMissing(nowUs, facts);
        }
        else if (_plan.Global.ManageSysctls)
        {
            Repair(nowUs, facts);
        }
        else
        {
            Warn(nowUs, facts);
        }

        _missingTold = missing;
        _nextUs = _plan.Global.ManageSysctls ? nowUs + _plan.Global.ReconcileUs : long.MaxValue;
        return _nextUs;
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        if (change.New.Global.ManageSysctls != _plan.Global.ManageSysctls)
        {
            // The same trouble means another thing now.
            _missingTold = false;
            _told.AsSpan().Clear();
        }

        _plan = change.New;
        _risks = FlowRisks.Of(_plan);
        _isDue = true;
    }

    /// <summary>Reads all.</summary>
    /// <returns>True when none of them is there.</returns>
    private bool Read()
    {
        bool missing = true;
        for (int i = 0; i < _found.Length; i++)
        {
            _errors[i] = _settings.Read((KernelSetting)i, out _found[i]);
            missing &= _errors[i] == OsError.NotFound;
        }

        return missing;
    }

    private void TellMissing(long nowUs, FactStream facts)
    {
        if (!_missingTold)
        {
            FactKind kind = _plan.Global.ManageSysctls ? FactKind.SettingNotSet : FactKind.SettingNotRead;
            facts.Post(new Fact(kind) { TimeUs = nowUs, A = -1 });
        }
    }

    private void Repair(long nowUs, FactStream facts)
    {
        for (int i = 0; i < _found.Length; i++)
        {
            KernelSetting setting = (KernelSetting)i;
            if (_errors[i] != OsError.None)
            {
                Trouble(FactKind.SettingNotSet, i, new(SettingStep.Read, _errors[i]), nowUs, facts);
            }
            else if (_found[i] != 0)
            {
                Right(i, _found[i], nowUs, facts);
            }
            else if (_settings.Write(setting, Wanted) is var error && error != OsError.None)
            {
                Trouble(FactKind.SettingNotSet, i, new(SettingStep.Write, error), nowUs, facts);
            }
            else
            {
                ReadBack(i, nowUs, facts);
            }
        }
    }

    private void ReadBack(int index, long nowUs, FactStream facts)
    {
        OsError error = _settings.Read((KernelSetting)index, out int value);
        if (error != OsError.None || value == 0)
        {
            Trouble(FactKind.SettingNotSet, index, new(SettingStep.ReadBack, error), nowUs, facts);
            return;
        }

        _told[index] = default;
        facts.Post(new Fact(FactKind.SettingSet) { TimeUs = nowUs, A = index, B = _found[index], C = value });
    }

    /// <summary>A setting that was told to be in trouble is told to be right again, whoever set it.</summary>
    private void Right(int index, int value, long nowUs, FactStream facts)
    {
        if (_told[index] != default)
        {
            _told[index] = default;
            facts.Post(new Fact(FactKind.SettingSet) { TimeUs = nowUs, A = index, B = value, C = value });
        }
    }

    private void Trouble(FactKind kind, int index, SettingTrouble trouble, long nowUs, FactStream facts)
    {
        if (_told[index] != trouble)
        {
            _told[index] = trouble;
            facts.Post(new Fact(kind) { TimeUs = nowUs, A = index, Detail = facts.Details.Keep(trouble.Words) });
        }
    }

    private void Warn(long nowUs, FactStream facts)
    {
        int zero = 0;
        for (int i = 0; i < _found.Length; i++)
        {
            if (_errors[i] != OsError.None)
            {
                Trouble(FactKind.SettingNotRead, i, new(SettingStep.Read, _errors[i]), nowUs, facts);
                continue;
            }

            _told[i] = default;
            zero |= _found[i] == 0 ? FlowRisks.Bit((KernelSetting)i) : 0;
        }

        int concerned = 0;
        int others = 0;
        for (int service = 0; service < _risks.Length; service++)
        {
            int risks = _risks[service] & zero;
            if (risks == 0)
            {
                continue;
            }

            concerned++;
            if (concerned <= MaxNamed)
            {
                facts.Post(new Fact(FactKind.Caution) { TimeUs = nowUs, Service = service, A = risks });
            }
            else
            {
                others |= risks;
            }
        }

        if (concerned > MaxNamed)
        {
            facts.Post(new Fact(FactKind.Caution) { TimeUs = nowUs, A = others, B = concerned - MaxNamed });
        }
    }
}
