using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using LvsMon.Core.Lvs.Memory;

namespace LvsMon.IpvsadmStandIn;

/// <summary>
/// ipvsadm for system tests. Files in its own folder, because the daemon gives its children a fixed environment:
/// <c>ipvsadm.table</c> (the table as lines for <c>-R</c>), <c>ipvsadm.timeouts</c> (three numbers, once <c>--set</c>
/// was used), <c>ipvsadm.faults</c> (see <see cref="FaultFile"/>) and, if they are there, <c>ipvsadm.log</c>, to which
/// every command line and the lines of <c>-R</c> are appended, and <c>ipvsadm.times</c>, to which the milliseconds that
/// each run took are.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        int code = Run(arguments);
        NoteTime();
        return code;
    }

    private static int Run(string[] arguments)
    {
        string folder = AppContext.BaseDirectory;
        bool restores = Array.IndexOf(arguments, "-R") >= 0 || Array.IndexOf(arguments, "--restore") >= 0;
        string input = restores ? Console.In.ReadToEnd() : string.Empty;
        using TableFile table = new(folder);
        Log(folder, arguments, input);
        (string fault, int number) = FaultFile.Take(folder, arguments);
        if (fault == "no-module")
        {
            Console.Error.Write("Can't initialize ipvs: Protocol not available\n"
                + "Are you sure that IP Virtual Server is built in the kernel or as module?\n");
            return 2;
        }

        if (fault == "no-effect")
        {
            return 0;
        }

        if (fault == "hang")
        {
            table.Dispose();
            Waiting.ForEver();
        }

        MemoryIpvsadm ipvsadm = new();
        ipvsadm.Run(table.Text, "-R");
        string timeouts = Path.Combine(folder, "ipvsadm.timeouts");
        if (File.Exists(timeouts))
        {
            ipvsadm.Run(string.Empty, ["--set", .. File.ReadAllText(timeouts).TrimEnd().Split(' ')]);
        }

        string lines = fault == "stop-at" ? FirstLines(input, number - 1) : input;
        IpvsadmResult result = ipvsadm.Run(lines, arguments);
        table.Text = ipvsadm.ToRestoreText();
        if (Array.IndexOf(arguments, "--set") >= 0)
        {
            // Whole or not at all: a test may be reading it.
            File.WriteAllText(timeouts + ".new", ipvsadm.Run(string.Empty, "-L", "--timeout").Output.Split(": ")[1]);
            File.Move(timeouts + ".new", timeouts, overwrite: true);
        }

        table.Dispose();
        return End(fault, number, result);
    }

    private static int End(string fault, int number, IpvsadmResult result)
    {
        switch (fault)
        {
            case "apply-then-hang":
                Waiting.ForEver();
                return 0;
            case "slow":
                Waiting.For(number);
                break;
            case "flood":
                Console.Error.Write(new string('x', 1 << 20));
                Console.Out.Write(new string('y', 1 << 20));
                break;
            default:
                break;
        }

        string output = fault == "cut" ? result.Output[..(result.Output.Length / 2)] : result.Output;
        Console.Out.Write(output);
        Console.Error.Write(result.Errors);
        switch (fault)
        {
            case "stop-at":
                Console.Error.Write("illegal weight specified\n");
                return 2;
            case "apply-then-fail":
                Console.Error.Write("Memory allocation problem\n");
                return 255;
            default:
                return result.Code;
        }
    }

    private static string FirstLines(string input, int count)
    {
        int end = 0;
        for (int i = 0; i < count && end < input.Length; i++)
        {
            int next = input.IndexOf('\n', end);
            end = next < 0 ? input.Length : next + 1;
        }

        return input[..end];
    }

    /// <summary>From the process's start: most of a run is the runtime's own.</summary>
    private static void NoteTime()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "ipvsadm.times");
        if (File.Exists(path))
        {
            using Process self = Process.GetCurrentProcess();
            double took = (DateTime.Now - self.StartTime).TotalMilliseconds;
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{took:F0}\n"));
        }
    }

    private static void Log(string folder, string[] arguments, string input)
    {
        string path = Path.Combine(folder, "ipvsadm.log");
        if (File.Exists(path))
        {
            File.AppendAllText(path, $"$ ipvsadm {string.Join(' ', arguments)}\n{input}");
        }
    }
}
