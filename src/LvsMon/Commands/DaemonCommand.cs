using System.CommandLine;
using System.CommandLine.Parsing;
using LvsMon.Composition;

namespace LvsMon.Commands;

/// <summary><c>lvsmon</c> itself: the daemon, in the foreground.</summary>
internal static class DaemonCommand
{
    /// <summary>Makes the root command.</summary>
    public static RootCommand Root()
    {
        PlanOptions options = new();
        Option<string> table = Options.Table();
        Option<string> ipvsadm = new("--ipvsadm")
        {
            Description = "The ipvsadm program, an absolute path.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "/usr/sbin/ipvsadm",
        };
        Option<string> log = Options.Log();
        Option<string> logSocket = new("--log-socket")
        {
            Description = "The local syslog socket.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "/dev/log",
        };
        Option<string> facility = Options.Facility();
        Option<string> state = new("--state-dir")
        {
            Description = "Where the names of the owned virtual services and the lock are kept.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "/run/lvsmon",
        };
        Option<bool> cold = new("--cold")
        {
            Description = "Take every real server for down until its checks have passed, also those in the table.",
        };
        Option<bool> shadow = new("--shadow")
        {
            Description = "Write nothing: print the lines that would be sent and tell where the table disagrees.",
        };
        Option<string> readiness = Options.Readiness();
        Option<bool> verbose = new("--verbose", "-v") { Description = "Tell every result on stderr." };
        Options.RequireAbsolute(ipvsadm, Options.MaxPath);
        Options.RequireAbsolute(state, Options.MaxPath);
        Options.RequireAbsolute(logSocket, Options.MaxSocketPath);
        RootCommand root = new(
            "Check the real servers of a Linux Virtual Server director and keep its IPVS table true.");
        options.AddTo(root);
        foreach (Option option in
            (Option[])[table, ipvsadm, log, logSocket, facility, state, cold, shadow, readiness, verbose])
        {
            root.Options.Add(option);
        }

        root.Validators.Add(result => RefuseOwnTable(result, shadow, table));
        root.SetAction(result => Daemon.Run(
            new DaemonSettings
            {
                File = options.File(result),
                IntervalUs = options.IntervalUs(result),
                Table = result.GetValue(table)!,
                Ipvsadm = result.GetValue(ipvsadm)!,
                LogTarget = result.GetValue(log)!,
                LogSocket = result.GetValue(logSocket)!,
                LogFacility = result.GetValue(facility)!,
                StateDirectory = result.GetValue(state)!,
                Cold = result.GetValue(cold),
                Shadow = result.GetValue(shadow),
                Readiness = result.GetValue(readiness)!,
                Verbose = result.GetValue(verbose),
            },
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error));
        return root;
    }

    /// <summary>A shadow needs the table that somebody else owns.</summary>
    private static void RefuseOwnTable(CommandResult result, Option<bool> shadow, Option<string> table)
    {
        // The words as they stand: a value would be asked for before it is known to be one.
        if (result.GetResult(shadow) is { Implicit: false }
            && result.GetResult(table) is { Tokens: [{ Value: ("memory" or "dry-run") and var name }] })
        {
            result.AddError($"--shadow reads the kernel's table, so it cannot go with --table {name}");
        }
    }
}
