using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>Compiles checks with the plugins: finds the plugin, reads its options and the common ones.</summary>
public sealed class CheckCompiler : ICheckCompiler
{
    private readonly Dictionary<string, ICheckPlugin> _plugins = new(StringComparer.Ordinal);
    private readonly Dictionary<ICheckPlugin, IReadOnlyList<CheckOption>> _declared = [];
    private readonly List<string> _known = [];
    private readonly PlanHost _host;

    /// <summary>Makes a compiler for these plugins.</summary>
    /// <param name="plugins">The catalogue of plugins, names different.</param>
    /// <param name="namedChecks">The configuration's named checks, for suggestions.</param>
    /// <param name="host">What is asked of the host.</param>
    public CheckCompiler(
        IReadOnlyList<ICheckPlugin> plugins, IReadOnlyList<NamedCheck> namedChecks, PlanHost host)
    {
        _host = host;
        foreach (ICheckPlugin plugin in plugins)
        {
            _plugins.Add(plugin.Name, plugin);
            _declared.Add(plugin, [.. plugin.Options, .. CommonOptions.All]);
            _known.Add(plugin.Name);
        }

        foreach (NamedCheck named in namedChecks)
        {
            _known.Add(named.Name.Text);
        }

        _known.Sort(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public CompiledCheck? Compile(CheckReference check, Diagnostics diagnostics)
    {
        if (!_plugins.TryGetValue(check.Plugin.Text, out ICheckPlugin? plugin))
        {
            diagnostics.Error(
                PlanningRules.UnknownCheck,
                check.Plugin.Span,
                NearWord.Unknown("check", check.Plugin.Text, _known));
            return null;
        }

        int errors = diagnostics.ErrorCount;
        CheckOptionValues values =
            CheckOptionParser.Parse(check.Options, check.Lines, _declared[plugin], check.Plugin.Span, diagnostics);
        CheckOptionDiagnostics places = new(values, check.Plugin.Span, diagnostics);
        OptionFiles.Load(values, _host.Files, needsWholePath: true, places);
        bool readable = diagnostics.ErrorCount == errors;
        ushort port = Port(values, places);
        IpAddress? connect = Address(values, CommonOptions.Connect, places);
        IpAddress? source = Address(values, CommonOptions.Source, places);
        CheckProgram? program = readable ? plugin.Compile(values, places) : null;
        if (program is not null && _host.Judge(program, places) is { } doubt)
        {
            diagnostics.Warning(PlanningRules.ProgramFile, check.Plugin.Span, doubt);
        }

        if (program is null || diagnostics.ErrorCount > errors)
        {
            return null;
        }

        SourceSpan sourceSpan = values.Word(CommonOptions.Source)?.Span ?? check.Plugin.Span;
        return new CompiledCheck(program, port, connect, source, sourceSpan);
    }

    private static ushort Port(CheckOptionValues values, CheckOptionDiagnostics places)
    {
        if (values.Text(CommonOptions.Port) is not { } text)
        {
            return 0;
        }

        if (!Endpoint.TryParsePort(text, out ushort port))
        {
            places.Error(
                CommonOptions.Port, $"{ShownText.Quote(text)} is not a port; write a number from 1 to 65535");
        }

        return port;
    }

    private static IpAddress? Address(CheckOptionValues values, CheckOption option, CheckOptionDiagnostics places)
    {
        if (values.Text(option) is not { } text)
        {
            return null;
        }

        if (IpAddress.TryParse(text, out IpAddress address) && !address.IsUnspecified)
        {
            return address;
        }

        places.Error(
            option,
            $"{ShownText.Quote(text)} is not the IPv4 or IPv6 address of a host; write {option.Name} "
            + option.ValueName);
        return null;
    }
}
