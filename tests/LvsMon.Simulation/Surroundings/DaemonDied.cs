using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>The daemon ends here and now, as by SIGKILL: nothing of it runs any more.</summary>
internal sealed class DaemonDied() : Exception("the daemon was killed");
