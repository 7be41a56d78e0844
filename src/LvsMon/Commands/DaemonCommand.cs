using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LvsMon.Composition;
using LvsMon.Core.Config;
using LvsMon.Core.Supervision;

namespace LvsMon.Commands;

/// <summary><c>lvsmon</c> itself: the daemon, in the foreground.</summary>
internal static class DaemonCommand
{
    /// <summary>Makes the root command.</summary>
    public static RootCommand Root()
    {
        PlanOptions options = new();
        Option<string> table = Options.Table();
        Option<string> ipvsadm = Ipvsadm();
        Option<string> log = Options.Log();
        Option<string> logSocket = LogSocket();
        Option<string> facility = Options.Facility();
        Option<string> state = StateFolder();
        Option<string?> control = Control();
        Option<string?> orders = Orders();
        Option<string?> events = Events();
        Option<bool> cold = new("--cold")
        {
            Description = "Take every real server for down until its checks have passed, also those in the table.",
        };
        Option<bool> shadow = new("--shadow")
        {
            Description = "Write nothing: print the lines that would be sent and tell where the table disagrees.",
        };
        Option<string> readiness = Options.Readiness();
        Option<int?> cpu = Cpu();
        Option<bool> verbose = new("--verbose", "-v")
        {
            Description = "Tell on stderr every result and what it counts for.",
        };
        RootCommand root = new(
            "Check the real servers of a Linux Virtual Server director and keep its IPVS table true.");
        options.AddTo(root);
        Option[] own =
        [
            table, ipvsadm, log, logSocket, facility, state, control, orders, events, cold, shadow, readiness, cpu,
            verbose,
        ];
        foreach (Option option in own)
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
                Control = result.GetValue(control),
                Orders = result.GetValue(orders),
                Events = result.GetValue(events),
                Cold = result.GetValue(cold),
                Shadow = result.GetValue(shadow),
                Readiness = result.GetValue(readiness)!,
                Cpu = result.GetValue(cpu),
                NotifySocket = Environment.GetEnvironmentVariable("NOTIFY_SOCKET"),
                WatchdogUs = WatchdogPeriod.Read(
                    Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
                    Environment.GetEnvironmentVariable("WATCHDOG_PID"),
                    Environment.ProcessId),
                Verbose = result.GetValue(verbose),
            },
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error));
        return root;
    }

    private static Option<string> Ipvsadm()
    {
        Option<string> option = new("--ipvsadm")
        {
            Description = "The ipvsadm program, an absolute path.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "/usr/sbin/ipvsadm",
        };
        Options.RequireAbsolute(option, Options.MaxPath);
        return option;
    }

    private static Option<string> LogSocket()
    {
        Option<string> option = new("--log-socket")
        {
            Description = "The local syslog socket.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "/dev/log",
        };
        Options.RequireAbsolute(option, Options.MaxSocketPath);
        return option;
    }

    private static Option<string> StateFolder()
    {
        Option<string> option = new("--state-dir")
        {
            Description = "Where the names of the owned virtual services and the lock are kept.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "/run/lvsmon",
        };
        Options.RequireAbsolute(option, Options.MaxPath);
        return option;
    }

    private static Option<int?> Cpu()
    {
        Option<int?> option = new("--cpu")
        {
            Description = $"Bind the loop to this processor, 0 to {GlobalSettings.MaxCpu}; before the configuration's. "
                + "[built-in: any]",
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    && number <= GlobalSettings.MaxCpu))
            {
                result.AddError($"--cpu: \"{text}\" is not a number from 0 to {GlobalSettings.MaxCpu}");
            }
        });
        return option;
    }

    private static Option<string?> Control()
    {
        Option<string?> option = new("--control")
        {
            Description = "The control socket, a path or off; before the configuration's. [built-in: control.sock in "
                + "the state directory, off unless the daemon keeps the kernel's table]",
            HelpName = "off|PATH",
        };
        Options.RequireAbsolute(option, Options.MaxSocketPath, or: "off");
        return option;
    }

    private static Option<string?> Orders()
    {
        Option<string?> option = new("--orders")
        {
            Description = "Where what operators order is kept, a path or off. [built-in: " + TableBackend.BuiltInOrders
                + ", off unless the daemon keeps the kernel's table]",
            HelpName = "off|PATH",
        };
        Options.RequireAbsolute(option, Options.MaxPath, or: "off");
        return option;
    }

    private static Option<string?> Events()
    {
        Option<string?> option = new("--events")
        {
            Description = "A file or FIFO for events, a path or off; before the configuration's, which only the keeper "
                + "of the kernel's table writes.",
            HelpName = "off|PATH",
        };
        Options.RequireAbsolute(option, Options.MaxSocketPath, or: "off");
        return option;
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
