using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using LvsMon.SystemTests.Servers;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>
/// The hostile servers of the system tests in a process of their own, at the lowest priority: elsewhere they would be
/// other machines, and what they burn must not be taken for what they do to the daemon.
/// </summary>
internal sealed class HostileProcess : IDisposable
{
    /// <summary>The command of this program that is such a process.</summary>
    public const string Command = "hostile-servers";

    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where the programs of the checks are written.</param>
    /// <param name="only">Only kinds with this in their names.</param>
    /// <param name="ofEach">Servers of each kind.</param>
    /// <param name="programsOfEach">The same of the kinds that run a program.</param>
    public HostileProcess(string folder, string only, int ofEach, int programsOfEach)
    {
        _process = Process.Start(new ProcessStartInfo("nice")
        {
            ArgumentList =
            {
                "-n", "19", Environment.ProcessPath!, Command, folder, only, $"{ofEach}", $"{programsOfEach}",
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Count = int.Parse(_process.StandardOutput.ReadLine() ?? throw new IOException("no hostile servers"));
        StringBuilder text = new();
        while (_process.StandardOutput.ReadLine() is { Length: > 0 } line)
        {
            text.Append(line).Append('\n');
        }

        Configuration = text.ToString();
    }

    /// <summary>How many servers there are.</summary>
    public int Count { get; }

    /// <summary>A virtual service for each kind.</summary>
    public string Configuration { get; }

    /// <summary>What the process does: its servers live until standard input ends.</summary>
    public static int Run(string folder, string only, int ofEach, int programsOfEach)
    {
        using HostileServers servers = new(folder, ofEach, programsOfEach, only);
        Console.WriteLine($"{servers.Count}");
        foreach (string line in servers.Configuration().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine();
        Console.In.ReadToEnd();
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
