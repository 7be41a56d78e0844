using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>The directives outside every block and those of <c>global</c>.</summary>
internal static class TopDirectives
{
    private const long Second = 1_000_000;

    internal static IReadOnlyList<Directive> All { get; } =
    [
        new(DirectiveId.Include, "include", BlockKinds.Anywhere, "include PATH",
            "Reads another file at this place, or with `*` and `?` in the last part of the path all that match.")
        {
            Repeatable = true,
        },
        new(DirectiveId.Set, "set", BlockKinds.Top, "set NAME VALUE",
            "Sets a variable for later words, where `${NAME}` stands for it.")
        {
            MinWords = 2,
            MaxWords = 2,
            Repeatable = true,
        },
        new(DirectiveId.Global, "global", BlockKinds.Top, "global {", "Settings of the daemon.")
        {
            MinWords = 0,
            MaxWords = 0,
            Kind = ValueKind.Nothing,
            Block = BlockUse.Must,
            Body = BlockKinds.Global,
            Elsewhere = ["global_defs"],
        },
        new(DirectiveId.Defaults, "defaults", BlockKinds.Top, "defaults {", "Settings for all virtual services.")
        {
            MinWords = 0,
            MaxWords = 0,
            Kind = ValueKind.Nothing,
            Block = BlockUse.Must,
            Body = BlockKinds.Defaults,
        },
        new(DirectiveId.CheckDefinition, "check", BlockKinds.Top, "check NAME PLUGIN [OPTION...] [{]",
            "Names a check, so that `check NAME` in any block stands for it. In its block each line is an option, "
            + "without the dashes.")
        {
            MinWords = 2,
            MaxWords = int.MaxValue,
            Repeatable = true,
            Block = BlockUse.May,
            Body = BlockKinds.Check,
        },
        new(DirectiveId.Virtual, "virtual", BlockKinds.Top,
            "virtual tcp | udp | sctp ADDRESS:PORT { or virtual fwmark N [ipv6] {",
            "A virtual service: what identifies its traffic, and in the block how it is served.")
        {
            MaxWords = 3,
            Repeatable = true,
            Block = BlockUse.Must,
            Body = BlockKinds.Virtual,
            Elsewhere = ["virtual_server", "service"],
        },
        new(DirectiveId.Reconcile, "reconcile", BlockKinds.Global, "reconcile TIME",
            "How often the kernel's table is read back and what differs is repaired.")
        {
            Kind = ValueKind.Duration,
            Min = Second,
            Max = 86_400 * Second,
            Default = "30s",
            Unit = "second",
        },
        new(DirectiveId.OnExit, "on-exit", BlockKinds.Global, "on-exit keep | clear",
            "Whether the virtual services stay in the table when the daemon ends.")
        {
            Kind = ValueKind.Choice,
            Choices = ["keep", "clear"],
            Default = "keep",
        },
        new(DirectiveId.ManageSysctls, "manage-sysctls", BlockKinds.Global, "manage-sysctls yes | no",
            "Whether lvsmon sets what the whole network namespace shares: `expire_nodest_conn`, "
            + "`expire_quiescent_template` and `conn_reuse_mode` of `net.ipv4.vs`, and what `session-timeout` says.")
        {
            Kind = ValueKind.Choice,
            Choices = ["yes", "no"],
            Default = "no",
        },
        new(DirectiveId.MaxInFlight, "max-in-flight", BlockKinds.Global, "max-in-flight N",
            "How many checks run at once, at most; never more than the descriptors allow.")
        {
            Kind = ValueKind.Number,
            Min = 1,
            Max = 1_000_000,
            Default = "4096",
            Unit = "checks",
        },
        new(DirectiveId.ReloadLimit, "reload-limit", BlockKinds.Global, "reload-limit off | N%",
            "A reload that would take more than this part of the weight out of the table is refused.")
        {
            Kind = ValueKind.Percentage,
            Choices = ["off"],
            Min = 1,
            Max = 100,
            Default = "off",
            Unit = "%",
        },
        new(DirectiveId.ExtraReals, "extra-reals", BlockKinds.Global, "extra-reals remove | keep",
            "What happens to real servers in the table of an own virtual service that the configuration does not name.")
        {
            Kind = ValueKind.Choice,
            Choices = ["remove", "keep"],
            Default = "remove",
        },
        new(DirectiveId.Control, "control", BlockKinds.Global, "control PATH | off",
            "The control socket that `lvsmon status` and the other client commands ask; built-in is `control.sock` in "
            + "the state directory, and none for a daemon that does not keep the kernel's table. The command line's "
            + "`--control` wins.")
        {
            Choices = ["off"],
        },
        new(DirectiveId.ControlGroup, "control-group", BlockKinds.Global, "control-group NAME",
            "The group whose members may use the control socket, beside root and the daemon's own user.")
        {
            Kind = ValueKind.Label,
            Min = 1,
            Max = 32,
        },
        new(DirectiveId.ControlReaders, "control-readers", BlockKinds.Global, "control-readers off | all | NAME",
            "Who may look by the control socket and change nothing, beside those who may do both: the members of a "
            + "group, or with `all` every user of this machine.")
        {
            Kind = ValueKind.Label,
            Choices = ["off", GlobalSettings.Everybody],
            Min = 1,
            Max = 32,
            Default = "off",
        },
        new(DirectiveId.Cpu, "cpu", BlockKinds.Global, "cpu off | N",
            "The processor that the loop's thread is bound to, and the programs that it starts with it. The command "
            + "line's `--cpu` wins.")
        {
            Kind = ValueKind.Number,
            Choices = ["off"],
            Min = 0,
            Max = GlobalSettings.MaxCpu,
            Default = "off",
        },
        new(DirectiveId.SessionReport, "session-report", BlockKinds.Global, "session-report off | TIME",
            "How often the sessions of every virtual service, real server and service set are counted, as the kernel "
            + "keeps them; on a grid of its own, whatever the checks do.")
        {
            Kind = ValueKind.Duration,
            Choices = ["off"],
            Min = 1_000_000,
            Max = 3_600_000_000,
            Default = "15s",
            Unit = "second",
        },
        new(DirectiveId.LogBurst, "log-burst", BlockKinds.Global, "log-burst off | N",
            "How many lines of single real servers the [log](log.md#storms) has in 10 seconds; what comes beyond is "
            + "one line for each virtual service. `off`: every line, always.")
        {
            Kind = ValueKind.Number,
            Choices = ["off"],
            Min = 1,
            Max = 1000,
            Default = "20",
            Unit = "lines",
        },
        new(DirectiveId.Events, "events", BlockKinds.Global, "events PATH | off",
            "A file or FIFO that gets the [stream of events](events.md), a JSON object a line; not for a daemon that "
            + "does not keep the kernel's table. The command line's `--events` wins.")
        {
            Choices = ["off"],
        },
        new(DirectiveId.MetricsListen, "metrics-listen", BlockKinds.Global, "metrics-listen ADDRESS:PORT | off",
            "Where Prometheus can fetch the metrics over HTTP, from `/metrics`. Whoever reaches the address may read "
            + "them: nobody is asked who it is, and nothing is encrypted.")
        {
            Choices = ["off"],
            Default = "off",
        },
    ];
}
