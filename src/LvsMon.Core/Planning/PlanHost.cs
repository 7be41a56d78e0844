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
}
