using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// A virtual machine whose first process is systemd. A script in it puts <c>lvsmon.service</c> through a trial, once,
/// and tells what it saw at a serial line; the tests of this machine only read that report.
/// </summary>
public sealed class SystemdMachine : IDisposable
{
    /// <summary>The file name of its root file system.</summary>
    public const string Image = "initrd-systemd";

    private const int MemoryMib = 512;
    private const string Mark = "CHECK ";
    private const string End = "DONE";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly TempFolder _folder = new();
    private readonly Lazy<IReadOnlyDictionary<string, string>> _report;

    /// <summary>Boots nothing yet.</summary>
    public SystemdMachine()
    {
        _report = new Lazy<IReadOnlyDictionary<string, string>>(Boot);
    }

    /// <summary>What the script tells about a thing. The first question boots the machine.</summary>
    public string this[string name] => _report.Value[name];

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string> Boot()
    {
        string root = Path.Combine(VmImage.Folder, Image);
        VmImage.RequireFresh(root, "*.cs", "src");
        VmImage.RequireFresh(root, "*", "packaging", "tests/LvsMon.SystemTests/Vm/systemd");
        string report = _folder["report"];
        string[] words =
        [
            "-accel", "tcg,thread=single", "-cpu", "max", "-m", $"{MemoryMib}", "-smp", "1", "-display", "none",
            "-monitor", "none", "-no-reboot", "-net", "none", "-kernel", VmImage.Kernel, "-initrd", root,
            "-append", "console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable audit=0",
            "-serial", $"file:{_folder["console"]}", "-serial", $"file:{report}",
        ];
        using Process machine = Process.Start(new ProcessStartInfo(Needs.Find("qemu-system-x86_64")!, words)
        {
            RedirectStandardInput = true,
        })!;
        if (!machine.WaitForExit(Patience))
        {
            machine.Kill();
            machine.WaitForExit();
        }

        string[] lines = File.ReadAllText(report).Replace("\r", string.Empty, StringComparison.Ordinal).Split('\n');
        KeepEvidence();
        return Array.IndexOf(lines, End) >= 0
            ? Read(lines)
            : throw new InvalidOperationException($"the trial did not come to its end:\n{string.Join('\n', lines)}");
    }

    private static Dictionary<string, string> Read(string[] lines)
    {
        Dictionary<string, string> report = [];
        foreach (string line in lines)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                string[] parts = line[Mark.Length..].Split(": ", 2);
                report.Add(parts[0], parts[1].TrimEnd());
            }
        }

        return report;
    }

    /// <summary>Of the last run, whether it failed or not: a failed assertion shows one line only.</summary>
    private void KeepEvidence()
    {
        string folder = Path.Combine(VmImage.Folder, "systemd");
        Directory.CreateDirectory(folder);
        foreach (string file in new[] { "report", "console" })
        {
            File.Copy(_folder[file], Path.Combine(folder, file), overwrite: true);
        }
    }
}
