using System;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Supervision;

/// <summary><c>--cpu N</c> and <c>cpu N</c>.</summary>
public sealed class PinTests
{
    [SystemFact]
    public void Cpu_ConfiguredReloadedAndTakenBack_BindsTheLoopAlone()
    {
        using TempFolder folder = new();
        folder.Write("lvsmon.conf", Configuration("0"));
        using DaemonProcess daemon = Start(folder);
        string any = Allowed(Environment.ProcessId);
        Wait.Until(() => Allowed(daemon.Pid) == "0", () => $"the loop is bound, not {Allowed(daemon.Pid)}");
        Directory.GetDirectories($"/proc/{daemon.Pid}/task").Where(t => Path.GetFileName(t) != $"{daemon.Pid}")
            .Select(t => List(Path.Combine(t, "status"))).Should().NotBeEmpty().And.Contain(any);

        Reload(folder, daemon, "8191", "NOT PINNED: processor 8191: it is not there, or not allowed here; ");
        Allowed(daemon.Pid).Should().Be("0", "it stays where it was");
        Reload(folder, daemon, "off", "RELOAD ");

        Wait.Until(() => Allowed(daemon.Pid) == any, () => $"it is free again, not {Allowed(daemon.Pid)}");
    }

    [SystemFact]
    public void Cpu_OfTheCommandLine_Wins()
    {
        using TempFolder folder = new();
        folder.Write("lvsmon.conf", Configuration("8191"));
        using DaemonProcess daemon = Start(folder, "--cpu", "0");

        Wait.Until(() => daemon.Errors.Contains("STARTED", StringComparison.Ordinal), () => daemon.Errors);

        Allowed(daemon.Pid).Should().Be("0");
        daemon.Errors.Should().NotContain("NOT PINNED");
    }

    [SystemFact]
    public void Cpu_ThatIsNotThere_IsToldAndTheDaemonRuns()
    {
        using TempFolder folder = new();
        folder.Write("lvsmon.conf", Configuration("off"));
        using DaemonProcess daemon = Start(folder, "--cpu", "8191");

        Wait.Until(() => daemon.Errors.Contains("STARTED", StringComparison.Ordinal), () => daemon.Errors);

        daemon.Errors.Should().Contain(
            "NOT PINNED: processor 8191: it is not there, or not allowed here; the loop runs on any; seq ");
        Allowed(daemon.Pid).Should().Be(Allowed(Environment.ProcessId));
    }

    private static void Reload(TempFolder folder, DaemonProcess daemon, string cpu, string line)
    {
        int from = daemon.Errors.Length;
        folder.Write("lvsmon.conf", Configuration(cpu));
        daemon.Signal(Signals.Hangup);
        Wait.Until(() => daemon.Errors[from..].Contains(line, StringComparison.Ordinal), () => daemon.Errors);
    }

    private static DaemonProcess Start(TempFolder folder, params string[] more) => DaemonProcess.Start(
        ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", .. more]);

    private static string Configuration(string cpu) =>
        $"global {{\n cpu {cpu}\n}}\nvirtual tcp 192.0.2.80:80 {{\n real 127.0.1.51:9 unmonitored\n}}\n";

    private static string Allowed(int pid) => List($"/proc/{pid}/task/{pid}/status");

    private static string List(string file) => File.ReadLines(file)
        .First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split('\t')[1];
}
