using System.Collections.Generic;
using System.IO;
using System.Linq;
using LvsMon.Core.Planning;

namespace LvsMon.Simulation;

/// <summary>The last things that happened, for people who look for the cause of a failure. Allocates, so a traced run
/// does not count bytes.</summary>
internal sealed class Trace
{
    private const int Kept = 200;
    private readonly Queue<string> _lines = [];

    /// <summary>Adds a line.</summary>
    public void Add(long timeUs, string line)
    {
        if (_lines.Count == Kept)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue($"  {timeUs / 1000,12} ms {line}");
    }

    /// <summary>Adds what a daemon begins with.</summary>
    public void AddBeginning(long timeUs, Plan plan)
    {
        Add(timeUs, "a daemon begins");
        foreach (ServicePlan service in plan.Services)
        {
            IEnumerable<string> reals = plan.Reals.Skip(service.FirstReal).Take(service.RealCount).Select(
                (real, i) => $"{service.FirstReal + i} {real.Endpoint} weight {real.Weight}");
            Add(timeUs, $"  {service.Key}, {service.Floor}: {string.Join(", ", reals)}");
        }
    }

    /// <summary>Writes and forgets all.</summary>
    public void Write(TextWriter output)
    {
        while (_lines.TryDequeue(out string? line))
        {
            output.WriteLine(line);
        }
    }
}
