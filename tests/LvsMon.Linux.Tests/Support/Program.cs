using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Time;

namespace LvsMon.Linux.Tests.Support;

/// <summary>What the tests run as a child: <c>signals</c>, or <c>descriptors FILE</c>.</summary>
internal static class Program
{
    /// <summary>The dotnet that runs this process.</summary>
    internal static string DotnetPath =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    internal static string AssemblyPath => typeof(Program).Assembly.Location;

    private static int Main(string[] arguments) => arguments switch
    {
        ["signals"] => ShowSignals(),
        ["descriptors", var file] => ShowDescriptors(file),
        _ => 64,
    };

    /// <summary>Says its process number, then a line a signal; ends after the first that asks for it.</summary>
    private static int ShowSignals()
    {
        using EpollSocketSet sockets = new(0, new MonotonicClock());
        using SignalLatch latch = new(sockets);
        using Stream output = Console.OpenStandardOutput();
        Say(output, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Ready[] ready = new Ready[4];
        while (true)
        {
            int count = sockets.Wait(long.MaxValue, ready);
            if (count != 1 || ready[0] != new Ready(Ready.Signals, Readiness.Receive))
            {
                return 70;
            }

            SignalSet signals = latch.Take();
            Say(output, signals.ToString());
            if ((signals & SignalSet.Terminate) != 0)
            {
                return 0;
            }
        }
    }

    private static int ShowDescriptors(string file)
    {
        OsError error = StandardDescriptors.Ensure();
        StringBuilder text = new();
        text.Append(error).Append('\n');
        for (int descriptor = 0; descriptor <= 2; descriptor++)
        {
            FileInfo link = new($"/proc/self/fd/{descriptor}");
            text.Append(link.LinkTarget).Append('\n');
        }

        File.WriteAllText(file, text.ToString());
        return 0;
    }

    private static void Say(Stream output, string line)
    {
        output.Write(Encoding.ASCII.GetBytes(line + "\n"));
        output.Flush();
    }
}
