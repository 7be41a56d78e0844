using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>
/// A read configuration: the immutable type that goes from <c>Config</c> to <c>Planning</c>. <paramref name="Files"/>
/// are the files by <see cref="SourceSpan.File"/>; they keep the text, so drop the configuration once it is planned.
/// After mistakes it holds what could be read: a virtual service or real server whose own line is wrong is left out.
/// </summary>
public sealed record Configuration(
    GlobalSettings Global,
    IReadOnlyList<VirtualServiceSettings> Services,
    IReadOnlyList<SourceFile> Files)
{
    /// <summary>The named checks in file order, also those that nothing uses.</summary>
    public IReadOnlyList<NamedCheck> NamedChecks { get; init; } = [];
}
