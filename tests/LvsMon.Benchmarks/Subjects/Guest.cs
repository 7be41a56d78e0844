using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>A copy of the laboratory with its virtual machine, and what its guests get from us.</summary>
internal sealed partial class Guest
{
    /// <summary>Real servers of every row.</summary>
    internal const int Servers = 1000;

    private const int PerService = 100;
    private readonly Workshop _workshop;
    private readonly string _lab;

    /// <summary>Copies the laboratory and builds its programs.</summary>
    public Guest(Workshop workshop, Options options)
    {
        _workshop = workshop;
        _lab = Path.Combine(workshop.Folder, "lab");
        Program = options.Program;
        Floor = workshop.Compile("floor");
        Shell(workshop.Folder, $"cp -rL '{options.Lab}' '{_lab}' && chmod -R u+w '{_lab}' && make -s -C '{_lab}'");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "native/guest-check"), Path.Combine(_lab, "guest/check"));
    }

    /// <summary>The daemon that is measured.</summary>
    public string Program { get; }

    /// <summary>The C floor.</summary>
    public string Floor { get; }

    /// <summary>Runs a command in the laboratory.</summary>
    /// <returns>What it printed.</returns>
    public string Run(string command) => Shell(_lab, command);

    /// <summary>Files of a guest: lvsmon's configuration, and the table that comes of it if the guest is to have it
    /// from the start.</summary>
    /// <param name="kind"><c>http</c> or <c>tcp</c>.</param>
    /// <param name="hasTable">True with the table.</param>
    /// <returns>The folder.</returns>
    public string Overlay(string kind, bool hasTable)
    {
        string overlay = Path.Combine(_workshop.Folder, $"overlay-{kind}-{hasTable}");
        string etc = Directory.CreateDirectory(Path.Combine(overlay, "etc")).FullName;
        string text = LvsmonText.Of(new Load(Servers, 1000, kind));
        text = text.Replace($":{Peer.Port}\n", ":8080\n", StringComparison.Ordinal);
        File.WriteAllText(
            Path.Combine(etc, "lvsmon.conf"), VirtualService().Replace(text, "virtual tcp 10.0.0.1:100$1 {"));
        if (hasTable)
        {
            File.WriteAllText(Path.Combine(etc, "table"), Table());
        }

        return overlay;
    }

    private static string Table()
    {
        StringBuilder table = new();
        for (int i = 0; i < Servers; i++)
        {
            string service = string.Create(CultureInfo.InvariantCulture, $"-t 10.0.0.1:{1000 + (i / PerService)}");
            table.Append(i % PerService == 0 ? $"-A {service} -s wrr\n" : "");
            table.Append(CultureInfo.InvariantCulture, $"-a {service} -r {Target.Address(i)}:8080 -m -w 1\n");
        }

        return table.ToString();
    }

    private static string Shell(string folder, string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/bash")
        {
            ArgumentList = { "-c", command },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        shell.ErrorDataReceived += (_, _) => { };
        shell.BeginErrorReadLine();
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }

    [GeneratedRegex(@"virtual tcp 10\.0\.0\.(\d+):80 \{")]
    private static partial Regex VirtualService();
}
