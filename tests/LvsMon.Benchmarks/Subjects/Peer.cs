using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>The real servers: <c>native/peer.c</c>, a process of its own.</summary>
internal sealed class Peer : IDisposable
{
    /// <summary>The port that all targets share.</summary>
    public const int Port = 18080;

    private readonly Process _process;

    /// <summary>Starts it; it answers by HTTP, or with <paramref name="line"/>.</summary>
    public Peer(Workshop workshop, int targets, string? line = null)
    {
        string[] words = line is null ? [$"{Port}", $"{targets}"] : [$"{Port}", $"{targets}", line];
        _process = Process.Start(new ProcessStartInfo(workshop.Compile("peer"), words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (_process.StandardOutput.ReadLine() != "ready")
        {
            throw new IOException($"the peer did not start: is port {Port} in use?");
        }
    }

    /// <summary>Forgets what was noted.</summary>
    public void Reset() => Ask("reset");

    /// <summary>Lets targets answer 503, or 200 again.</summary>
    public void Fail(int from, int to, bool fails) => Ask($"{(fails ? "fail" : "heal")} {from} {to}");

    /// <summary>What was noted since the last reset.</summary>
    public Measurement Noted(int intervalMs, double cpuUs)
    {
        string[] words = Ask($"stats {intervalMs * 1000L}").Split(' ');
        long Number(int index) => long.Parse(words[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new Measurement(Number(1), cpuUs)
        {
            Targets = (int)Number(3),
            DeviationP99Us = Number(7),
            DeviationMaxUs = Number(9),
            Evenness = double.Parse(words[11], CultureInfo.InvariantCulture),
        };
    }

    /// <summary>How late the checks of the first target were since the last reset, microseconds, on the grid that the
    /// earliest of them lays down.</summary>
    public Lateness Late(int intervalMs)
    {
        string[] words = Ask($"grid {intervalMs * 1000L}").Split(' ');
        long Number(int index) => long.Parse(words[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new Lateness(Number(1), Number(3), Number(5), Number(7), Number(9));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new IOException("the peer has ended");
    }
}
