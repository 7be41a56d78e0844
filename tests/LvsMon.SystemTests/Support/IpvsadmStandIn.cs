using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace LvsMon.SystemTests.Support;

/// <summary>
/// ipvsadm without a kernel table: a program of its own in a folder of the test, with its table, its faults and a log
/// of its commands as files beside it.
/// </summary>
internal sealed class IpvsadmStandIn
{
    private readonly string _table;
    private readonly string _log;
    private readonly string _timeouts;
    private readonly string _faults;
    private readonly string _hidden;
    private readonly string _times;

    /// <summary>Installs it with an empty table.</summary>
    public IpvsadmStandIn(TempFolder folder)
    {
        string home = folder.Make("ipvsadm");
        foreach (string file in Directory.EnumerateFiles(Built))
        {
            File.Copy(file, System.IO.Path.Combine(home, System.IO.Path.GetFileName(file)));
        }

        Path = System.IO.Path.Combine(home, "ipvsadm");
        _hidden = Path + ".hidden";
        _table = Path + ".table";
        _log = Path + ".log";
        _timeouts = Path + ".timeouts";
        _faults = Path + ".faults";
        _times = Path + ".times";
        File.WriteAllText(_table, string.Empty);
        File.WriteAllText(_log, string.Empty);
    }

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>The table as lines of <c>ipvsadm -S -n</c>, with thresholds where there are any.</summary>
    public IReadOnlyList<string> Table
    {
        get => [.. Read(_table).Select(line => line.Replace(" -x 0 -y 0", string.Empty, StringComparison.Ordinal))];
        set => File.WriteAllLines(_table, value);
    }

    /// <summary>The kernel's idle timeouts in seconds: TCP, TCP after FIN, UDP.</summary>
    public string Timeouts
    {
        get => File.Exists(_timeouts) ? Read(_timeouts)[0] : "900 120 300";
        set => File.WriteAllText(_timeouts, value + "\n");
    }

    /// <summary>Every command line (<c>$ ipvsadm -S -n</c>) and every line given to <c>-R</c>, in order.</summary>
    public IReadOnlyList<string> Commands => Read(_log);

    /// <summary>The lines given to <c>-R</c> so far: what was asked to change.</summary>
    public IReadOnlyList<string> Edits => [.. Commands.Where(line => !line.StartsWith("$ ", StringComparison.Ordinal))];

    /// <summary>How long all runs have taken that have ended since <see cref="CountTime"/>.</summary>
    public TimeSpan Took => TimeSpan.FromMilliseconds(
        Read(_times).Sum(line => int.Parse(line, CultureInfo.InvariantCulture)));

    private static string Built { get; } =
        System.IO.Path.GetDirectoryName(Repository.Built("tests/LvsMon.IpvsadmStandIn", "ipvsadm"))!;

    /// <summary>One command of an operator or of another program; <c>-R</c> is not for this.</summary>
    public void Run(string line)
    {
        using Process process = Process.Start(new ProcessStartInfo(Path, line.Split(' '))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"ipvsadm {line}: exit {process.ExitCode}: {error}");
        }
    }

    /// <summary>Counts the time of its runs from now on: on a busy machine each may take half a second.</summary>
    public void CountTime() => File.WriteAllText(_times, string.Empty);

    /// <summary>Lays down faults, see the program's FaultFile.</summary>
    public void Fail(params string[] faults) => File.WriteAllLines(_faults, faults);

    /// <summary>Takes the program away.</summary>
    public void Remove() => File.Move(Path, _hidden);

    /// <summary>Puts a script in the program's place.</summary>
    public void Replace(string script, bool executable = true)
    {
        Remove();
        File.WriteAllText(Path, $"#!/bin/sh\n{script}\n");
        UnixFileMode execute = executable ? UnixFileMode.UserExecute : UnixFileMode.None;
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | execute);
    }

    /// <summary>Takes all faults away and brings the program back.</summary>
    public void Heal()
    {
        File.WriteAllText(_faults, string.Empty);
        if (File.Exists(_hidden))
        {
            File.Move(_hidden, Path, overwrite: true);
        }
    }

    private static string[] Read(string path)
    {
        string[] lines = [];
        Wait.Until(() => TryRead(path, out lines), $"{path} can be read");
        return lines;
    }

    /// <summary>The stand-in holds its table alone while it works.</summary>
    private static bool TryRead(string path, out string[] lines)
    {
        try
        {
            lines = File.ReadAllLines(path);
            return true;
        }
        catch (IOException)
        {
            lines = [];
            return false;
        }
    }
}
