using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace LvsMon.SystemTests.Support;

/// <summary>A command of lvsmon on a terminal, which script(1) makes and copies to us byte by byte.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private readonly Task _reading;

    /// <summary>Starts a command.</summary>
    /// <param name="variables">What is set for it; null takes a variable away.</param>
    /// <param name="words">Its words, without blanks in them.</param>
    public PseudoTerminal(IReadOnlyDictionary<string, string?> variables, params string[] words)
    {
        ProcessStartInfo start = new("script", ["-qec", string.Join(' ', [Repository.Daemon, .. words]), "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string? value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _reading = Task.Run(Read);
    }

    /// <summary>All that was shown, escape sequences and carriage returns among it.</summary>
    public string Shown
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString();
            }
        }
    }

    /// <summary>Waits for the command's end.</summary>
    /// <returns>Its exit code.</returns>
    public int WaitForExit()
    {
        Wait.Until(() => _process.HasExited && _reading.IsCompleted, "the command on the terminal ends");
        return _process.ExitCode;
    }

    /// <summary>Types Ctrl-C.</summary>
    public void Interrupt()
    {
        _process.StandardInput.Write('\x03');
        _process.StandardInput.Flush();
    }

    /// <summary>How often something was shown.</summary>
    public int Count(string what) => Shown.Split(what).Skip(1).Count();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // The terminal hangs up, and the command on it with it.
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Read()
    {
        char[] piece = new char[4096];
        int length;
        while ((length = _process.StandardOutput.Read(piece)) > 0)
        {
            lock (_shown)
            {
                _shown.Append(piece, 0, length);
            }
        }
    }
}
