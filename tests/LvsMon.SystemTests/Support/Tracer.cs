using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace LvsMon.SystemTests.Support;

/// <summary>
/// strace on the daemon's loop, as long as it lives: makes system calls fail, or counts them. The loop is the process's
/// first thread; its other threads belong to the runtime.
/// </summary>
internal sealed class Tracer : IDisposable
{
    private readonly Process _process;
    private readonly string _file;

    private Tracer(TempFolder folder, int pid, params string[] words)
    {
        string task = pid.ToString(CultureInfo.InvariantCulture);
        _file = folder[$"strace.{Environment.TickCount64}"];
        _process = Process.Start("strace", ["-q", "-o", _file, "-p", task, .. words]);
        Wait.Until(() => ProcessView.Status(pid, "TracerPid") == _process.Id, "strace is attached");
    }

    /// <summary>Lets calls fail.</summary>
    /// <param name="folder">For strace's output.</param>
    /// <param name="pid">The daemon.</param>
    /// <param name="fault">As in strace(1): <c>connect:error=ENOMEM</c>.</param>
    public static Tracer Inject(TempFolder folder, int pid, string fault) =>
        new(folder, pid, "-e", "trace=" + fault.Split(':')[0], "-e", "inject=" + fault);

    /// <summary>Counts all calls.</summary>
    public static Tracer Count(TempFolder folder, int pid) => new(folder, pid, "-c", "-U", "calls,name");

    /// <summary>Lets the daemon go.</summary>
    /// <returns>How often each call was made; empty if they were not counted.</returns>
    public IReadOnlyDictionary<string, int> End()
    {
        Detach();
        Dictionary<string, int> calls = [];
        foreach (string line in File.ReadLines(_file))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && words[1] != "total" && int.TryParse(words[0], out int count))
            {
                calls.Add(words[1], count);
            }
        }

        return calls;
    }

    /// <summary>How many calls were made to fail so far.</summary>
    public int Injected => File.ReadLines(_file).Count(line => line.Contains("(INJECTED)", StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose()
    {
        Detach();
        _process.Dispose();
    }

    private void Detach()
    {
        if (!_process.HasExited)
        {
            Signals.Send(_process.Id, Signals.Interrupt);
            _process.WaitForExit();
        }
    }
}
