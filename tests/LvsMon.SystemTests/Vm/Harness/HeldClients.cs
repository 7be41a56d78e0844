using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// Connections of the client that stay open, one a port, through the service at port 80. The first are busy: they ask
/// five times a second and are answered. The others are idle.
/// </summary>
internal sealed class HeldClients
{
    private readonly Scene _scene;
    private readonly string _log;
    private readonly int _process;
    private readonly int _firstPort;
    private readonly int _count;
    private readonly int _busy;

    /// <summary>Opens them and waits until all are held.</summary>
    public HeldClients(Scene scene, int count, int busy, int firstPort = 5000)
    {
        _scene = scene;
        _log = $"held{firstPort}";
        (_count, _busy, _firstPort) = (count, busy, firstPort);
        _process = scene.LaunchOnClient(
            $"vm-peer hold {SceneNetwork.Vip}:80 {count} {busy} {firstPort} {scene.Folder}/{_log}", "client");
        Scene.Until(
            () => Records("open").Any(words => words[2] == $"{count}"), () => $"{count} connections are held");
    }

    /// <summary>The ports of those that are idle.</summary>
    public IEnumerable<int> IdlePorts => Enumerable.Range(_firstPort + _busy, _count - _busy);

    /// <summary>The ports of those that are busy.</summary>
    public IEnumerable<int> BusyPorts => Enumerable.Range(_firstPort, _busy);

    /// <summary>The ports of those that have ended so far.</summary>
    public IReadOnlyList<int> Ended =>
        [.. Records("end").Select(words => int.Parse(words[2], CultureInfo.InvariantCulture))];

    /// <summary>The ports of those whose other end said that they are over.</summary>
    public IReadOnlyList<int> Reset =>
        [.. Records("end").Where(words => words[3] == "reset")
            .Select(words => int.Parse(words[2], CultureInfo.InvariantCulture))];

    /// <summary>The flows of these clients and of no other.</summary>
    public IReadOnlyList<Flow> Flows =>
        [.. Flow.All(_scene).Where(flow => flow.Port >= _firstPort && flow.Port < _firstPort + _count)];

    /// <summary>Waits until so many of the busy ones have been answered within a second that begins now.</summary>
    public void ShouldBeAnswered(int busy)
    {
        TimeSpan from = _scene.Now;
        string[] counts = [];
        Scene.Until(
            () => (counts = CountsAfter(from)).Contains($"{busy}"),
            () => $"{busy} connections are answered, not {string.Join(' ', counts)}");
    }

    /// <summary>Ends the process; the kernel closes its connections.</summary>
    public void Kill() => _scene.Run($"kill -9 {_process}");

    /// <summary>Stops them all; the kernel below them goes on.</summary>
    public void Stop() => _scene.Run($"kill -STOP {_process}");

    /// <summary>Lets them go on.</summary>
    public void Continue() => _scene.Run($"kill -CONT {_process}");

    /// <summary>A record counts the second before it: the first may have begun too early.</summary>
    private string[] CountsAfter(TimeSpan from) =>
        [.. Records("answered")
            .Where(words => long.Parse(words[0], CultureInfo.InvariantCulture) > from.TotalMicroseconds)
            .Skip(1).Select(words => words[2])];

    private IEnumerable<string[]> Records(string kind) =>
        Scene.Lines(_scene.Read(_log)).Select(line => line.Split(' '))
            .Where(words => words.Length > 2 && words[1] == kind);
}
