using System.Collections.Generic;
using LvsMon.Core.Config.Sections;
using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config;

/// <summary>Reads <c>lvsmon.conf</c>: text in, settings and all mistakes out.</summary>
public static class ConfigReader
{
    /// <summary>
    /// Reads a configuration with what it includes. Never throws for what stands in a file; never stops at the first
    /// mistake.
    /// </summary>
    /// <param name="path">The first file, as messages are to show it.</param>
    /// <param name="files">Where files come from.</param>
    /// <param name="intervalUs">The command line's interval in microseconds, positive; null without.</param>
    /// <param name="diagnostics">Takes the mistakes. The configuration is refused when it has errors
    /// afterwards.</param>
    /// <returns>What could be read; complete only without errors.</returns>
    public static Configuration Read(
        string path, IConfigFiles files, long? intervalUs, Diagnostics diagnostics) =>
        Read(path, files, intervalUs, diagnostics, new ConfigLimits());

    internal static Configuration Read(
        string path, IConfigFiles files, long? intervalUs, Diagnostics diagnostics, ConfigLimits limits)
    {
        ReadState state = new(diagnostics, limits);
        SourceSet sources = new(files, state);
        int errorsBefore = diagnostics.ErrorCount;
        List<Statement> top = new TreeReader(sources, state).Read(path);

        // When a line or a file could not be read, the virtual service may have stood there.
        if (diagnostics.ErrorCount == errorsBefore && !top.Exists(static s => s.Directive.Id == DirectiveId.Virtual))
        {
            diagnostics.Error(
                ConfigRules.NoVirtualService,
                new SourceSpan(0, 1, 1, 0),
                top.Count == 0
                    ? "the configuration is empty; write at least virtual tcp ADDRESS:PORT { with a real server in it"
                    : "the configuration has no virtual service; write at least virtual tcp ADDRESS:PORT {");
        }

        return new ConfigurationBuilder(diagnostics, intervalUs).Build(top, sources.Read);
    }
}
