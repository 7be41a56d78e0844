using System;

namespace LvsMon.Simulation;

/// <summary>A promise was broken; the message says which and how.</summary>
internal sealed class SimulationFailure(string message) : Exception(message);
