using System.Collections.Generic;
using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config.Sections;

/// <summary>Turns the statements of all files into the settings: first what others refer to, then the
/// services.</summary>
internal sealed class ConfigurationBuilder
{
    private readonly ValueReader _values;
    private readonly CheckSection _checks;
    private readonly LayerSection _layers;
    private readonly long? _intervalUs;

    /// <summary>Starts.</summary>
    /// <param name="diagnostics">Where mistakes go.</param>
    /// <param name="intervalUs">The command line's interval in microseconds, null without.</param>
    public ConfigurationBuilder(Diagnostics diagnostics, long? intervalUs)
    {
        _values = new ValueReader(diagnostics);
        _checks = new CheckSection(diagnostics);
        _layers = new LayerSection(_values, _checks);
        _intervalUs = intervalUs;
    }

    public Configuration Build(List<Statement> top, IReadOnlyList<SourceFile> files)
    {
        foreach (Statement statement in top)
        {
            if (statement.Directive.Id == DirectiveId.CheckDefinition)
            {
                _checks.Define(statement);
            }
        }

        GlobalSettings global = new();
        ServiceLayer defaults = new();
        GlobalSection globalSection = new(_values, new AddressReader(_values.Diagnostics));
        foreach (Statement statement in top)
        {
            if (statement.Directive.Id == DirectiveId.Global)
            {
                GlobalSettings read = globalSection.Read(statement);
                global = statement.Repeated ? global : read;
            }
            else if (statement.Directive.Id == DirectiveId.Defaults)
            {
                ServiceLayer read = ReadDefaults(statement);
                defaults = statement.Repeated ? defaults : read;
            }
        }

        SessionTimeoutRules timeouts = new(_values.Diagnostics, global.ManageSysctls, defaults.SessionTimeout);
        List<VirtualServiceSettings> services = BuildServices(top, defaults, timeouts);
        global = global with { SessionTimeouts = timeouts.Finish(files) };
        return new Configuration(global, services, files) { NamedChecks = _checks.Named };
    }

    private ServiceLayer ReadDefaults(Statement block)
    {
        ServiceLayer layer = new();
        foreach (Statement statement in block.Body ?? [])
        {
            _layers.TryRead(statement, layer);
        }

        return layer;
    }

    private List<VirtualServiceSettings> BuildServices(
        List<Statement> top, ServiceLayer defaults, SessionTimeoutRules timeouts)
    {
        TimingResolver timing = new(defaults.Timing, _intervalUs, _values.Diagnostics);
        VirtualSection section = new(_values, _layers, defaults, timing);
        CrossChecks crossChecks = new(_values.Diagnostics);
        List<ServiceDraft> drafts = [];
        List<VirtualServiceSettings> services = [];
        foreach (Statement statement in top)
        {
            if (statement.Directive.Id != DirectiveId.Virtual)
            {
                continue;
            }

            ServiceDraft draft = section.Read(statement);
            drafts.Add(draft);
            WarnEmpty(draft);
            timeouts.Add(draft.Key?.Protocol, draft.Layer.SessionTimeout);
            if (draft.Key is { } key && crossChecks.Add(draft, key))
            {
                services.Add(section.Build(draft, key));
            }
        }

        crossChecks.Finish(drafts);
        return services;
    }

    private void WarnEmpty(ServiceDraft draft)
    {
        if (draft.RealLines == 0 && draft.FallbackWord is null)
        {
            _values.Diagnostics.Warning(
                ConfigRules.NoRealServer,
                draft.Statement.Span,
                "this virtual service has no real server and no fallback; it answers nobody");
        }
    }
}
