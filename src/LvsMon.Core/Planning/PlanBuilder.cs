using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>
/// Makes the plan of a configuration: compiles the checks, merges equal ones, spreads the starts and sizes the rest.
/// </summary>
public static class PlanBuilder
{
    /// <summary>Plans a configuration with these plugins; every mistake is reported, the first does not stop
    /// it.</summary>
    /// <param name="configuration">As read, also with mistakes: what could be read is looked at.</param>
    /// <param name="plugins">The catalogue of plugins; <c>tcp</c> is used where a service names no check.</param>
    /// <param name="limits">What the process may use.</param>
    /// <param name="diagnostics">Goes on from reading.</param>
    /// <param name="host">What is asked of the host; null for none.</param>
    /// <returns>The plan, or null when there is any error, also one of reading.</returns>
    public static Plan? Build(
        Configuration configuration,
        IReadOnlyList<ICheckPlugin> plugins,
        PlanLimits limits,
        Diagnostics diagnostics,
        PlanHost? host = null)
    {
        foreach (NamedCheck named in configuration.NamedChecks)
        {
            foreach (ICheckPlugin plugin in plugins)
            {
                if (plugin.Name == named.Name.Text)
                {
                    diagnostics.Error(
                        PlanningRules.CheckName,
                        named.Name.Span,
                        $"\"{plugin.Name}\" is the name of a plugin; write another name for this check");
                }
            }
        }

        host ??= PlanHost.None;
        CheckCompiler compiler = new(plugins, configuration.NamedChecks, host);
        return Build(configuration, compiler, limits, diagnostics, host.Programs);
    }

    /// <summary>The same with another way to compile checks.</summary>
    internal static Plan? Build(
        Configuration configuration,
        ICheckCompiler compiler,
        PlanLimits limits,
        Diagnostics diagnostics,
        IProgramFiles? programs = null)
    {
        PlanAssembly assembly = new(compiler, programs, diagnostics);
        foreach (NamedCheck named in configuration.NamedChecks)
        {
            assembly.AddUnused(named.Check);
        }

        foreach (VirtualServiceSettings service in configuration.Services)
        {
            assembly.AddService(service);
        }

        Plan plan = assembly.Finish(configuration.Global, limits);
        LoadRules.Apply(plan, configuration, diagnostics);
        return diagnostics.HasErrors ? null : plan;
    }
}
