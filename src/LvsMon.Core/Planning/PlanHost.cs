using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>What planning asks of the host it plans for.</summary>
/// <param name="Files">The files that options of checks name.</param>
/// <param name="Tls">Judges settings of TLS; null to take them as they are.</param>
/// <param name="Programs">Judges the programs that checks run; null to take them as they are.</param>
public sealed record PlanHost(IConfigFiles Files, ITlsLibrary? Tls = null, IProgramFiles? Programs = null)
{
    /// <summary>No host: a plan from memory, which names no file.</summary>
    public static PlanHost None { get; } = new(new NoConfigFiles());

    /// <summary>Reports what on this host a compiled check cannot do without.</summary>
    /// <returns>What a person should know all the same, null for nothing.</returns>
    public string? Judge(CheckProgram program, ICheckDiagnostics diagnostics)
    {
        if (program.Tls is { } settings && Tls?.Refusal(settings) is { } unfit)
        {
            diagnostics.Error(unfit);
        }

        if (program.Runs is not { } external)
        {
            return null;
        }

        if (Programs?.Refusal(external) is not { } missing)
        {
            return Programs?.Doubt(external);
        }

        diagnostics.Error(missing);
        return null;
    }
}
