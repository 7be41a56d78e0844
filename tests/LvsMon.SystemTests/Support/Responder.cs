using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace LvsMon.SystemTests.Support;

/// <summary>
/// The responder: many small HTTP servers in one process, 127.1.(i/250).(i%250+1), which records every accept. It is
/// compiled on the spot.
/// </summary>
internal sealed class Responder : IDisposable
{
    private const string RelativePath = "shared/lab/responder.c";

    private readonly string _program;
    private readonly string _control;
    private readonly Process _process;

    public Responder(TempFolder folder, int servers, int port)
    {
        _program = folder["responder"];
        _control = folder["responder.ctl"];
        Servers = servers;
        Port = port;
        Tool.Run("gcc", "-O2", "-w", "-o", _program, Source!, "-lm");
        _process = Process.Start(_program, ["-n", Text(servers), "-p", Text(port), "-c", _control]);
        Wait.Until(() => File.Exists(_control) && Ports.Listens(AddressOf(servers - 1), port), "the responder listens");
        Command("reset");
    }

    /// <summary>Its source, null when it is not there.</summary>
    public static string? Source { get; } = Repository.FindUpwards(Repository.Root, RelativePath) is { } folder
        ? Path.Combine(folder, RelativePath)
        : null;

    /// <summary>How many servers.</summary>
    public int Servers { get; }

    /// <summary>The port of all of them.</summary>
    public int Port { get; }

    /// <summary>The address of a server.</summary>
    public static string AddressOf(int server) =>
        string.Create(CultureInfo.InvariantCulture, $"127.1.{server / 250}.{(server % 250) + 1}");

    /// <summary>Sends a command, such as <c>hang 0 10</c>.</summary>
    /// <returns>The answer.</returns>
    public string Command(params string[] words) => Tool.Run(_program, ["-C", _control, .. words]);

    /// <summary>Everything recorded: nanoseconds of CLOCK_MONOTONIC, server, kind (a = accept).</summary>
    public IReadOnlyList<(long Ns, int Server, char Kind)> Events()
    {
        string file = _control + ".dump";
        Command("dump", file);
        List<(long, int, char)> events = [];
        foreach (string line in File.ReadLines(file))
        {
            string[] words = line.Split(' ');
            events.Add((
                long.Parse(words[0], CultureInfo.InvariantCulture),
                int.Parse(words[1], CultureInfo.InvariantCulture),
                words[2][0]));
        }

        return events;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
