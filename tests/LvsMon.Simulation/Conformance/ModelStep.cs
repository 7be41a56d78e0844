using System.Collections.Generic;

namespace LvsMon.Simulation.Conformance;

/// <summary>One act of the world in a trace of the model, and what the model says comes of it.</summary>
/// <param name="Line">Number of its line in the trace, from 1.</param>
/// <param name="Act">The act's name.</param>
/// <param name="A">Its first number: most often the real server, or how lines are carried out.</param>
/// <param name="B">Its second number.</param>
internal sealed record ModelStep(int Line, string Act, int A, int B)
{
    /// <summary>What is told, in order: <c>up 0</c>.</summary>
    public List<string> Facts { get; } = [];

    /// <summary>The children that are started, or cannot be, and the lines they get: <c>start 3</c>,
    /// <c>line 4 0 0</c>.</summary>
    public List<string> Children { get; } = [];

    /// <summary>How the daemon stands then.</summary>
    public List<string> Stand { get; } = [];
}
