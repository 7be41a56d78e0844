using System;
using System.Collections.Generic;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>What may not be the same in two virtual services.</summary>
internal sealed class CrossChecks(Diagnostics diagnostics)
{
    private readonly Dictionary<ServiceKey, SourceSpan> _keys = [];
    private readonly Dictionary<string, ServiceDraft> _names = new(StringComparer.Ordinal);

    /// <summary>Takes a service into account.</summary>
    /// <returns>False when it must be left out, as another has its identity.</returns>
    public bool Add(ServiceDraft draft, ServiceKey key)
    {
        bool first = _keys.TryAdd(key, draft.Statement.Span);
        if (!first)
        {
            diagnostics.Error(
                ConfigRules.DuplicateVirtual,
                draft.Statement.Span,
                $"virtual service {key} stands in line {_keys[key].Line} already; write its real servers there");
            return false;
        }

        string name = draft.Name?.Text ?? key.ToString();
        if (!_names.TryAdd(name, draft))
        {
            diagnostics.Error(
                ConfigRules.DuplicateName,
                draft.Name?.Span ?? draft.Statement.Span,
                $"the virtual service of line {_names[name].Statement.Span.Line} is named {ShownText.Quote(name)} "
                + "already; use another name");
        }

        return true;
    }

    /// <summary>Looks for real servers and fallbacks that are virtual services of the same protocol.</summary>
    public void Finish(IReadOnlyList<ServiceDraft> drafts)
    {
        foreach (ServiceDraft draft in drafts)
        {
            if (draft.Key is not { Mark: 0 } key)
            {
                continue;
            }

            foreach (RealServerSettings real in draft.Reals)
            {
                Check(key, real.Endpoint, real.Span);
            }

            if (draft is { Fallback: { } fallback, FallbackWord: { } word })
            {
                Check(key, fallback, word.Span);
            }
        }
    }

    private void Check(ServiceKey key, Endpoint endpoint, SourceSpan span)
    {
        if (_keys.TryGetValue(key with { Virtual = endpoint }, out SourceSpan service))
        {
            diagnostics.Error(
                ConfigRules.VirtualIsReal,
                span,
                $"{endpoint} is the virtual service of line {service.Line}; write the real server's own address");
        }
    }
}
