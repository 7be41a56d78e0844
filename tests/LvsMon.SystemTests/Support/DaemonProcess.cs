using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;

namespace LvsMon.SystemTests.Support;

/// <summary>A running lvsmon, seen from outside.</summary>
internal sealed class DaemonProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Stopwatch _life = Stopwatch.StartNew();

    private DaemonProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Keep(_output, e.Data);
        process.ErrorDataReceived += (_, e) => Keep(_errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its process id.</summary>
    public int Pid => _process.Id;

    /// <summary>What it wrote to standard output.</summary>
    public string Output => Text(_output);

    /// <summary>What it wrote to standard error.</summary>
    public string Errors => Text(_errors);

    /// <summary>True while it runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts it.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="prefix">What starts it, such as <c>nsenter …</c>; the process must stay the same.</param>
    public static DaemonProcess Start(IReadOnlyList<string> arguments, IReadOnlyList<string>? prefix = null)
    {
        string[] words = [.. prefix ?? [], Repository.Daemon, .. arguments];
        ProcessStartInfo start = new(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        return new DaemonProcess(Process.Start(start)!);
    }

    /// <summary>Runs one of its commands to the end.</summary>
    public static DaemonExit Run(params string[] arguments)
    {
        using DaemonProcess process = Start(arguments);
        return process.WaitForExit(Wait.Patience);
    }

    /// <summary>Sends a signal of <see cref="Signals"/>.</summary>
    public void Signal(int signal) => Signals.Send(Pid, signal);

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public DaemonExit WaitForExit(TimeSpan patience)
    {
        if (!_process.WaitForExit(patience))
        {
            throw new TimeoutException($"lvsmon still runs after {patience.TotalSeconds} s\n{Output}\n{Errors}");
        }

        TimeSpan life = _life.Elapsed;
        _process.WaitForExit();
        return new DaemonExit(_process.ExitCode, Output, Errors, life);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsRunning)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (text)
        {
            text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
