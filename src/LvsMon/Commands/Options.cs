using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using LvsMon.Composition;
using LvsMon.Core.Syslog;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary>The options that several commands take, declared once.</summary>
internal static class Options
{
    /// <summary>Longest path, bytes (PATH_MAX less the final NUL).</summary>
    public const int MaxPath = 4095;

    /// <summary>Longest path of a unix socket, bytes (unix(7): 108 with the final NUL).</summary>
    public const int MaxSocketPath = 107;

    /// <summary>Makes <c>--file</c>.</summary>
    public static Option<string> File() => new("--file", "-f")
    {
        Description = "The configuration file.",
        HelpName = "PATH",
        DefaultValueFactory = _ => "/etc/lvsmon.conf",
    };

    /// <summary>Makes <c>--interval</c>: microseconds, 0 when not given.</summary>
    public static Option<long> Interval() => new("--interval", "-i")
    {
        Description = "Check every so often where the configuration names no interval: seconds, or with a unit "
            + "(500ms, 2m). [built-in: 10]",
        HelpName = "SECONDS",
        CustomParser = Duration,
    };

    /// <summary>Makes an option that takes a duration.</summary>
    /// <param name="name">With dashes.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="defaultUs">Default in microseconds.</param>
    public static Option<long> Time(string name, string description, long defaultUs) => new(name)
    {
        Description = $"{description} [default: {DurationText.Format(defaultUs)}]",
        HelpName = "TIME",
        CustomParser = Duration,
    };

    /// <summary>Makes <c>--table</c>.</summary>
    public static Option<string> Table()
    {
        Option<string> option = new("--table")
        {
            Description = "Where the table lives: the kernel by ipvsadm, in memory only, or nowhere: the lines are "
                + "printed.",
            HelpName = "ipvsadm|memory|dry-run",
            DefaultValueFactory = _ => "ipvsadm",
        };
        option.AcceptOnlyFromAmong("ipvsadm", "memory", "dry-run");
        return option;
    }

    /// <summary>Makes <c>--log</c>.</summary>
    public static Option<string> Log()
    {
        Option<string> option = new("--log")
        {
            Description = "Where the log lines go.",
            HelpName = "syslog|stderr|both",
            DefaultValueFactory = _ => "syslog",
        };
        option.AcceptOnlyFromAmong("syslog", "stderr", "both");
        return option;
    }

    /// <summary>Makes <c>--log-facility</c>.</summary>
    public static Option<string> Facility()
    {
        Option<string> option = new("--log-facility")
        {
            Description = "The syslog facility: daemon, or local0 to local7.",
            HelpName = "FACILITY",
            DefaultValueFactory = _ => "daemon",
        };
        option.AcceptOnlyFromAmong([.. LogFacility.Names]);
        return option;
    }

    /// <summary>Makes <c>--readiness</c>.</summary>
    public static Option<string> Readiness()
    {
        Option<string> option = new("--readiness")
        {
            Description = "How the loop waits: epoll behind select, or select alone (at most "
                + $"{SocketSets.SelectLimit} checks in flight).",
            HelpName = "epoll|select",
            DefaultValueFactory = _ => "epoll",
        };
        option.AcceptOnlyFromAmong("epoll", "select");
        return option;
    }

    /// <summary>Takes only an absolute path of at most so many bytes.</summary>
    public static void RequireAbsolute(
        Option option, int maxBytes, string? or = null) => option.Validators.Add(result =>
    {
        string path = result.GetValueOrDefault<string>() ?? "";
        if (path != or
            && (!path.StartsWith('/') || path.Contains('\0') || Encoding.UTF8.GetByteCount(path) > maxBytes))
        {
            result.AddError($"{option.Name}: \"{path}\" is not an absolute path of at most {maxBytes} bytes"
                + (or is null ? "" : $", nor {or}"));
        }
    });

    private static long Duration(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DurationText.TryParse(text, out long durationUs) && durationUs > 0)
        {
            return durationUs;
        }

        result.AddError($"\"{text}\" is not a time; write seconds, or a number with a unit: 500ms, 10s, 2m");
        return 0;
    }
}
