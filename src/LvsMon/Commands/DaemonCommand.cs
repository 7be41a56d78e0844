using System.CommandLine;
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
            Description = "Where the names of the owned virtual services are kept.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "/run/lvsmon",
        };
        Option<bool> cold = new("--cold")
        {
            Description = "Take every real server for down until its checks have passed, also those in the table.",
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
            (Option[])[table, ipvsadm, log, logSocket, facility, state, cold, readiness, verbose])
        {
            root.Options.Add(option);
        }

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
                Readiness = result.GetValue(readiness)!,
                Verbose = result.GetValue(verbose),
            },
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error));
        return root;
    }
}
