using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>A daemon that runs while it is measured.</summary>
internal sealed class MeasuredProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringWriter _errors = new();

    /// <summary>Starts it; what it writes is kept.</summary>
    public MeasuredProcess(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Everything that it wrote so far.</summary>
    public string Written
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Processor time of all its threads so far, microseconds (<c>/proc/PID/task/TID/schedstat</c>, first
    /// number, nanoseconds).</summary>
    public double CpuUs => Directory.GetDirectories($"/proc/{_process.Id}/task")
        .Sum(thread => long.Parse(
            File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture)) / 1000.0;

    /// <summary>Processor time of the children that it has waited for, microseconds, in steps of 10 ms (fields 16 and
    /// 17 of <c>/proc/PID/stat</c>, proc_pid_stat(5)).</summary>
    public double ChildrenCpuUs
    {
        get
        {
            const double UsPerTick = 10_000;
            string stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return UsPerTick * (long.Parse(fields[13], CultureInfo.InvariantCulture)
                + long.Parse(fields[14], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Measures it for some seconds in its steady state.</summary>
    public Measurement Measure(Peer peer, Load load, int seconds)
    {
        Warm(load.WarmSeconds);
        peer.Reset();
        double before = CpuUs;
        Thread.Sleep(seconds * 1000);
        double cpuUs = CpuUs - before;
        return peer.Noted(load.IntervalMs, cpuUs) with
        {
            PrivateKb = Memory("Anonymous:"),
            ProportionalKb = Memory("Pss:"),
        };
    }

    /// <summary>The same beside a peer that counts nothing: all checks are taken as made.</summary>
    public Measurement MeasureAlone(Load load, int seconds)
    {
        Warm(load.WarmSeconds);
        double before = CpuUs;
        Thread.Sleep(seconds * 1000);
        return new Measurement((long)(load.Rate * seconds), CpuUs - before)
        {
            PrivateKb = Memory("Anonymous:"),
            ProportionalKb = Memory("Pss:"),
        };
    }

    /// <summary>Lets it run before it is measured.</summary>
    /// <exception cref="IOException">It ended.</exception>
    public void Warm(int seconds)
    {
        Thread.Sleep(seconds * 1000);
        if (_process.HasExited)
        {
            throw new IOException($"it ended: {Written}");
        }
    }

    /// <summary>Ends it as an operator would.</summary>
    /// <returns>Everything that it wrote.</returns>
    public string End()
    {
        using (Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            kill.WaitForExit();
        }

        if (!_process.WaitForExit(20_000))
        {
            _process.Kill();
        }

        _process.WaitForExit();
        return Written;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            End();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_errors)
        {
            _errors.WriteLine(line);
        }
    }

    private long Memory(string field) => long.Parse(
        File.ReadAllLines($"/proc/{_process.Id}/smaps_rollup")
            .First(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
