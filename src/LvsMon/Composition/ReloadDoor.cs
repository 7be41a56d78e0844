using System;
using LvsMon.Core.Control;

namespace LvsMon.Composition;

/// <summary>The way from the control socket, which the daemon makes, to the reload, which needs the daemon.</summary>
internal sealed class ReloadDoor : IReloader
{
    /// <summary>What does it; set before the first client is served.</summary>
    public Func<bool, bool, ReloadReport> Run { get; set; } =
        (_, _) => throw new InvalidOperationException("nobody stands behind the door");

    /// <inheritdoc/>
    public ReloadReport Reload(bool force, bool dryRun) => Run(force, dryRun);
}
