using LvsMon.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Linux.Files;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Tls;

namespace LvsMon.Composition;

/// <summary>From a configuration file to a plan: start, reload, <c>check-config</c> and <c>plan</c> all come this
/// way.</summary>
internal static class PlanLoader
{
    /// <summary>What is asked of this host.</summary>
    public static PlanHost Host { get; } = new(new ConfigFiles(), new TlsLibrary(), new ProgramFiles());

    /// <summary>Reads and plans a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="intervalUs">The command line's interval in microseconds, null when not given.</param>
    /// <param name="limits">What the process may use.</param>
    public static LoadedPlan Load(string path, long? intervalUs, PlanLimits limits)
    {
        Diagnostics diagnostics = new();
        Configuration configuration = ConfigReader.Read(path, Host.Files, intervalUs, diagnostics);
        Plan? plan = PlanBuilder.Build(configuration, CheckCatalogue.All, limits, diagnostics, Host);
        return new LoadedPlan(path, plan, diagnostics, configuration.Files);
    }

    /// <summary>The descriptors this process may still open, after raising the soft limit to the hard one.</summary>
    public static PlanLimits DescriptorLimits() => new(DescriptorLimit.Raise());
}
