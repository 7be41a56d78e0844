using System.Globalization;
using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads a <c>virtual</c> block.</summary>
internal sealed class VirtualSection
{
    private readonly ServiceLayer _defaults;
    private readonly ValueReader _values;
    private readonly AddressReader _addresses;
    private readonly LayerSection _layers;
    private readonly VirtualHeader _header;
    private readonly PersistenceReader _persistence;
    private readonly RealSection _reals;
    private readonly ReachRules _reach;

    public VirtualSection(ValueReader values, LayerSection layers, ServiceLayer defaults, TimingResolver timing)
    {
        _defaults = defaults;
        _values = values;
        _addresses = new AddressReader(values.Diagnostics);
        _layers = layers;
        _header = new VirtualHeader(values, _addresses);
        _persistence = new PersistenceReader(values);
        _reals = new RealSection(values, _addresses, layers, timing);
        _reach = new ReachRules(values.Diagnostics);
    }

    public ServiceDraft Read(Statement statement)
    {
        ServiceDraft draft = new(statement, _header.Read(statement));
        foreach (Statement inner in statement.Body ?? [])
        {
            if (!_layers.TryRead(inner, draft.Layer) && !inner.Damaged)
            {
                ReadOwn(inner, draft);
            }
        }

        draft.Forward = draft.Layer.HasForward ? draft.Layer.Forward
            : _defaults.HasForward ? _defaults.Forward
            : new Forwarding(ForwardingMethod.Nat);
        draft.Checks = draft.Layer.Checks ?? _defaults.Checks ?? draft.Checks;
        draft.RequiresAny = draft.Layer.RequiresAny ?? _defaults.RequiresAny ?? false;

        draft.Expect(statement.Body?.Count ?? 0);

        // After the rest of the block: a real server takes over what stands anywhere in it.
        foreach (Statement inner in statement.Body ?? [])
        {
            if (inner.Directive.Id == DirectiveId.Real)
            {
                _reals.Read(inner, draft);
            }
        }

        CheckFallback(draft);
        return draft;
    }

    /// <summary>The settings of a service whose first line is right.</summary>
    public VirtualServiceSettings Build(ServiceDraft draft, ServiceKey key) => new()
    {
        Span = draft.Statement.Span,
        Key = key,
        Name = draft.Name?.Text ?? key.ToString(),
        ServiceSet = draft.ServiceSet,
        Scheduler = (draft.Layer.Scheduler ?? _defaults.Scheduler)?.Name
            ?? DirectiveCatalogue.Get(DirectiveId.Scheduler).Default,
        SchedulerFlags = (draft.Layer.Scheduler ?? _defaults.Scheduler)?.Flags,
        Persistence = draft.Persistence,
        OnePacket = draft.OnePacket,
        OnFailure = (draft.Layer.Failures ?? _defaults.Failures)?.Rules ?? [],
        Notify = (draft.Layer.Notify ?? _defaults.Notify)?.Lines ?? [],
        Floor = draft.Floor,
        Fallback = draft.Fallback,
        Forwarding = draft.Forward ?? default,
        Reals = draft.Reals,
    };

    private void ReadOwn(Statement statement, ServiceDraft draft)
    {
        Directive directive = statement.Directive;
        switch (directive.Id)
        {
            case DirectiveId.Name when _values.TryLabel(directive, statement.Words[0]):
                draft.Name = statement.Words[0];
                break;
            case DirectiveId.ServiceSet when _values.TryLabel(directive, statement.Words[0]):
                draft.ServiceSet = statement.Words[0].Text;
                break;
            case DirectiveId.Persistence:
                draft.Persistence = _persistence.Read(statement, draft.Key?.IsV6);
                break;
            case DirectiveId.OnePacket:
                ReadOnePacket(statement, draft);
                break;
            case DirectiveId.Floor:
                ReadFloor(statement, draft);
                break;
            case DirectiveId.Fallback when !ValueReader.IsOff(statement.Words[0]):
                ReadFallback(statement.Words[0], draft);
                break;
        }
    }

    private void ReadOnePacket(Statement statement, ServiceDraft draft)
    {
        Word word = statement.Words[0];
        draft.OnePacket = _values.Choice(
            statement.Directive.Choices, word, ConfigRules.UnknownWord, "one-packet cannot be") == 0;
        if (draft.OnePacket && draft.Key is { Protocol: ServiceProtocol.Tcp or ServiceProtocol.Sctp })
        {
            _values.Diagnostics.Error(
                ConfigRules.OnePacketProtocol,
                word.Span,
                "only udp and fwmark services can schedule each packet by itself; write no");
        }
    }

    private void ReadFloor(Statement statement, ServiceDraft draft)
    {
        Directive directive = statement.Directive;
        Word word = statement.Words[0];
        if (ValueReader.IsOff(word))
        {
            return;
        }

        draft.FloorSpan = statement.Keyword.Span;
        if (word.Text.EndsWith('%'))
        {
            draft.Floor = _values.TryPercentage(directive, word, out int percent) ? new Floor(0, percent) : default;
        }
        else if (_values.TryNumber(directive, word, out long count))
        {
            draft.Floor = new Floor((int)count, 0);
        }
    }

    private void ReadFallback(Word word, ServiceDraft draft)
    {
        draft.FallbackWord = word;
        if (_addresses.TryEndpoint(word, needsPort: draft.Key is { Mark: 0 }, out Endpoint endpoint))
        {
            draft.Fallback = endpoint;
        }
    }

    private void CheckFallback(ServiceDraft draft)
    {
        if (draft is { FloorSpan: { } floor, FallbackWord: { } beside })
        {
            _values.Diagnostics.Error(
                ConfigRules.FloorWithFallback,
                Later(floor, beside.Span),
                "a service has a floor or a fallback, not both: with a floor it never runs out of real servers");
        }

        if (draft is { FallbackWord: { } word, Fallback: { } fallback })
        {
            _reach.Check(draft.Key, draft.Forward, fallback, word);
            bool marked = draft.Key?.Protocol == ServiceProtocol.FirewallMark;
            Endpoint place = marked ? fallback with { Port = 0 } : fallback;
            if (draft.LineOfReal.TryGetValue(place, out int line))
            {
                _values.Diagnostics.Error(
                    ConfigRules.FallbackIsReal,
                    word.Span,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{fallback} is the real server of line {line}; write another one or remove the fallback"));
            }
        }
    }

    private static SourceSpan Later(SourceSpan a, SourceSpan b) =>
        (a.File, a.Line).CompareTo((b.File, b.Line)) < 0 ? b : a;
}
