using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using LvsMon.Commands;

namespace LvsMon.Demo;

/// <summary>The child process with the demo's servers: started, told what to do, ended with the demo.</summary>
internal sealed class DemoChild : IDisposable
{
    private readonly Process _process;

    private DemoChild(Process process, IReadOnlyList<string> endpoints)
    {
        _process = process;
        Endpoints = endpoints;
    }

    /// <summary>The servers' address:port.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>What starts this program once more, from any terminal.</summary>
    public static IReadOnlyList<string> Program { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "lvsmon.dll")]
            : [Environment.ProcessPath!];

    /// <summary>Starts the child and waits until its servers listen; null when it cannot be started.</summary>
    public static DemoChild? Start(int servers)
    {
        string[] words = [.. Program, DemoServersCommand.Name, servers.ToString(CultureInfo.InvariantCulture)];
        ProcessStartInfo start = new(words[0], words[1..])
        { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        Process? process = Process.Start(start);
        if (process is null)
        {
            return null;
        }

        List<string> endpoints = [];
        while (endpoints.Count < servers && process.StandardOutput.ReadLine() is { } line)
        {
            endpoints.Add(line);
        }

        if (endpoints.Count == servers)
        {
            return new DemoChild(process, endpoints);
        }

        process.Dispose();
        return null;
    }

    /// <summary>Tells a server what to do and waits until it has done it.</summary>
    /// <param name="verb"><c>stop</c>, <c>hang</c> or <c>start</c>.</param>
    /// <param name="server">Its number from 1.</param>
    public void Tell(string verb, int server)
    {
        _process.StandardInput.WriteLine($"{verb} {server}");
        _process.StandardInput.Flush();
        _process.StandardOutput.ReadLine();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(1000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
