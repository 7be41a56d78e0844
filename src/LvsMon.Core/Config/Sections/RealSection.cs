using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads a <c>real</c> line with its block.</summary>
internal sealed class RealSection(
    ValueReader values,
    AddressReader addresses,
    LayerSection layers,
    TimingResolver timing)
{
    private readonly RealOptionReader _options = new(values);
    private readonly ReachRules _reach = new(values.Diagnostics);

    /// <summary>Reads a real server into its service, unless its own line is wrong.</summary>
    public void Read(Statement statement, ServiceDraft service)
    {
        service.RealLines++;
        RealOptions options = new() { Weight = 1 };
        ServiceLayer? layer = null;
        if (!statement.Damaged)
        {
            _options.ReadLine(statement, ref options);
        }

        if (statement.Body is { Count: > 0 })
        {
            layer = new ServiceLayer();
            foreach (Statement inner in statement.Body)
            {
                if (!_options.TryRead(inner, ref options))
                {
                    layers.TryRead(inner, layer);
                }
            }
        }

        CheckOptions(options, layer);
        if (statement.Damaged || !TryAddress(statement.Words[0], service, out Endpoint written))
        {
            return;
        }

        Forwarding? forward = layer is { HasForward: true } ? layer.Forward : service.Forward;
        bool marked = service.Key is { Mark: not 0 };
        Endpoint endpoint = marked ? written with { Port = 0 } : written;
        _reach.Check(service.Key, forward, endpoint, statement.Words[0]);
        if (!service.LineOfReal.TryAdd(endpoint, statement.Keyword.Span.Line))
        {
            values.Diagnostics.Error(
                ConfigRules.DuplicateReal,
                statement.Words[0].Span,
                $"{(marked ? endpoint.Address.ToString() : endpoint.ToString())} stands in line "
                + $"{service.LineOfReal[endpoint]} of this virtual service already; remove one of them");
            return;
        }

        service.Reals.Add(new RealServerSettings
        {
            Span = statement.Words[0].Span,
            Endpoint = endpoint,
            CheckPort = written.Port,
            Weight = options.Weight,
            Upper = options.Upper,
            Lower = options.Lower,
            Forwarding = forward ?? default,
            Unmonitored = options.Unmonitored,
            Timing = TimingOf(service, layer),
            Checks = layer?.Checks is { } own ? own : service.Checks,
            RequiresAny = layer?.RequiresAny ?? service.RequiresAny,
        });
    }

    private bool TryAddress(Word word, ServiceDraft service, out Endpoint endpoint) =>
        addresses.TryEndpoint(word, needsPort: service.Key is { Mark: 0 }, out endpoint);

    private Timing TimingOf(ServiceDraft service, ServiceLayer? layer) => layer is { Timing.Any: true }
        ? timing.Resolve(service.Layer.Timing, layer.Timing)
        : service.Timing ??= timing.Resolve(service.Layer.Timing, real: null);

    private void CheckOptions(in RealOptions options, ServiceLayer? layer)
    {
        if (options.Lower > options.Upper && !options.ThresholdBroken)
        {
            string upper = options.Upper == 0 ? "none is set" : $"it is {options.Upper}";
            values.Diagnostics.Error(
                ConfigRules.LowerAboveUpper,
                options.LowerSpan,
                $"lower {options.Lower} is above upper ({upper}); write an upper of at least {options.Lower}");
        }

        if (options.Unmonitored && layer?.FirstCheck is { } check)
        {
            values.Diagnostics.Error(
                ConfigRules.UnmonitoredCheck,
                check,
                "an unmonitored real server is never checked; remove \"unmonitored\" or this check");
        }
    }
}
