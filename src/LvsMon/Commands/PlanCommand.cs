using System.CommandLine;
using System.Globalization;
using System.IO;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary><c>lvsmon plan</c>: what a configuration costs, when it checks, and what the table would be.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        PlanOptions options = new();
        ExampleCommand command = new(
            "plan",
            "Show what the configuration will do: checks, rate, sockets, memory, start offsets, ipvsadm lines.",
            "lvsmon plan --file /etc/lvsmon.conf");
        options.AddTo(command);
        command.SetAction(result =>
        {
            if (options.Load(result).Plan is not { } plan)
            {
                return (int)ExitCode.Configuration;
            }

            Print(plan, result.InvocationConfiguration.Output);
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static void Print(Plan plan, TextWriter output)
    {
        PlanReport report = PlanReport.Of(plan);
        CultureInfo culture = CultureInfo.InvariantCulture;
        output.WriteLine($"virtual services      {report.Services}");
        output.WriteLine($"real servers          {report.Reals}");
        output.WriteLine($"checks                {report.Monitors.Count} (equal ones are done once)");
        output.WriteLine(string.Create(culture, $"checks per second     {report.ChecksPerSecond:0.##}"));
        output.WriteLine(string.Create(
            culture,
            $"sockets               {report.MaxInFlight} at the most; {report.InFlightWhenAllHang:0.#} if all hung"));
        output.WriteLine($"memory                about {report.MemoryBytes >> 10} kB");
        output.WriteLine();
        output.WriteLine("starts in each interval");
        foreach (PlanReportMonitor monitor in report.Monitors)
        {
            string offset = DurationText.Format(monitor.PhaseUs);
            string every = DurationText.Format(monitor.IntervalUs);
            output.WriteLine($"  {offset,8} of {every,-6} {monitor.Target,-22} {monitor.Check}");
        }

        output.WriteLine();
        output.WriteLine("ipvsadm lines at a cold start, before the first check");
        PrintIndented(ColdTable.Text(plan), output);
    }

    private static void PrintIndented(string lines, TextWriter output)
    {
        foreach (string line in lines.Split('\n', System.StringSplitOptions.RemoveEmptyEntries))
        {
            output.WriteLine($"  {line}");
        }
    }
}
