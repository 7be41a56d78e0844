using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace LvsMon.SystemTests.Support;

/// <summary>Many small web servers, 127.1.(i/250).(i%250+1) at one port, that note each accept. They are one process of
/// C, compiled on the spot: a thousand at once must be quicker than the daemon, and share its machine.</summary>
internal sealed class Responder : IDisposable
{
    private const string Source = "tests/LvsMon.SystemTests/Support/responder.c";
    private const string End = "end";

    private readonly Process _process;

    /// <summary>All of them listen when it returns.</summary>
    public Responder(TempFolder folder, int servers, int port)
    {
        string program = folder["responder"];
        Tool.Run("gcc", "-O2", "-Wall", "-Werror", "-o", program, Path.Combine(Repository.Root, Source));
        _process = Process.Start(new ProcessStartInfo(program, [Text(port), Text(servers)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Port = port;
        if (_process.StandardOutput.ReadLine() != "ready")
        {
            throw new InvalidOperationException($"{servers} servers at port {port} cannot be opened");
        }
    }

    /// <summary>The port of all of them.</summary>
    public int Port { get; }

    /// <summary>The address of a server.</summary>
    public static string AddressOf(int server) =>
        string.Create(CultureInfo.InvariantCulture, $"127.1.{server / 250}.{(server % 250) + 1}");

    /// <summary>Forgets the connections so far.</summary>
    public void Forget() => Ask("forget");

    /// <summary>When connections came since the start or <see cref="Forget"/>, nanoseconds of CLOCK_MONOTONIC, and to
    /// which server.</summary>
    public IReadOnlyList<(long Ns, int Server)> Accepts() => [.. Ask("accepts").ConvertAll(Parse)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private List<string> Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        List<string> lines = [];
        while (_process.StandardOutput.ReadLine() is { } line && line != End)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static (long Ns, int Server) Parse(string line)
    {
        string[] words = line.Split(' ');
        return (
            long.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
