using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace LvsMon.SystemTests.Support;

/// <summary>What /proc says of processes (proc(5)).</summary>
internal static class ProcessView
{
    /// <summary>The state letter (R, S, T, Z, …) of each process of a group.</summary>
    public static IReadOnlyList<char> StatesOfGroup(int group) =>
        [.. Directory.EnumerateDirectories("/proc").Select(StatOf).Where(s => s.Group == group).Select(s => s.State)];

    /// <summary>The processes that run a program.</summary>
    public static IReadOnlyList<int> Running(string program) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(folder => new FileInfo(Path.Combine(folder, "exe")).LinkTarget == program)
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)),
    ];

    /// <summary>The threads of a process.</summary>
    public static int Threads(int pid) => Directory.GetDirectories($"/proc/{pid}/task").Length;

    /// <summary>The names of the threads of a process; the pool's begin with <c>.NET TP</c>.</summary>
    public static IReadOnlyList<string> ThreadNames(int pid) =>
    [
        .. Directory.GetDirectories($"/proc/{pid}/task")
            .Select(thread => File.ReadAllText(Path.Combine(thread, "comm")).Trim()),
    ];

    /// <summary>The open descriptors of a process.</summary>
    public static int Descriptors(int pid) => Directory.GetFileSystemEntries($"/proc/{pid}/fd").Length;

    /// <summary>The open descriptors that a process keeps: the fewest within a second, since a check has one while it
    /// goes on and a program's run three (measured). Without those of assemblies: the runtime opens each of them twice,
    /// whenever it is first needed.</summary>
    public static int DescriptorsAtRest(int pid)
    {
        int fewest = int.MaxValue;
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(1))
        {
            int kept = Directory.GetFileSystemEntries($"/proc/{pid}/fd").Count(
                entry => new FileInfo(entry).LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) != true);
            fewest = Math.Min(fewest, kept);
            Thread.Sleep(5);
        }

        return fewest;
    }

    /// <summary>What a descriptor of a process leads to.</summary>
    public static string? Descriptor(int pid, int number) =>
        new FileInfo($"/proc/{pid}/fd/{number}").LinkTarget;

    /// <summary>User and system time a process has used.</summary>
    public static TimeSpan Processor(int pid)
    {
        const double TicksPerSecond = 100;
        string[] fields = FieldsAfterName(File.ReadAllText($"/proc/{pid}/stat"));
        long ticks = long.Parse(fields[11], CultureInfo.InvariantCulture)
            + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>The number in a line of /proc/PID/status, such as <c>VmRSS</c> in kB.</summary>
    public static long Status(int pid, string name)
    {
        string line = File.ReadLines($"/proc/{pid}/status")
            .First(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        string number = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(number, CultureInfo.InvariantCulture);
    }

    private static (int Group, char State) StatOf(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int pid))
        {
            return (0, ' ');
        }

        try
        {
            string[] fields = FieldsAfterName(File.ReadAllText($"/proc/{pid}/stat"));
            return (int.Parse(fields[2], CultureInfo.InvariantCulture), fields[0][0]);
        }
        catch (IOException)
        {
            // It ended in between.
            return (0, ' ');
        }
    }

    /// <summary>The fields from the third on: the second is a name that may hold blanks.</summary>
    private static string[] FieldsAfterName(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
}
