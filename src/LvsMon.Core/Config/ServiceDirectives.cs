using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>The directives of a virtual service.</summary>
internal static class ServiceDirectives
{
    internal static IReadOnlyList<Directive> All { get; } =
    [
        new(DirectiveId.Name, "name", BlockKinds.Virtual, "name NAME",
            "The name shown everywhere; built-in is the identity as written, for example `tcp 192.0.2.80:80`.")
        {
            Kind = ValueKind.Label,
            Min = 1,
            Max = 64,
        },
        new(DirectiveId.ServiceSet, "service-set", BlockKinds.Virtual, "service-set NAME",
            "A group for status and counters.")
        {
            Kind = ValueKind.Label,
            Min = 1,
            Max = 64,
        },
        new(DirectiveId.Scheduler, "scheduler", BlockKinds.Defaults | BlockKinds.Virtual,
            "scheduler NAME [flags FLAG[,FLAG...]]", "The kernel's scheduler and its flags.")
        {
            MaxWords = 3,
            Choices = ["rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh", "twos"],
            Default = "wlc",
            Elsewhere = ["lb_algo", "lvs_sched"],
        },
        new(DirectiveId.Forward, "forward", BlockKinds.Timing,
            "forward nat | direct | tunnel [ipip | gue PORT | gre]",
            "How a packet gets to the real server; the fallback uses the virtual service's.")
        {
            MaxWords = 3,
            Choices = ["nat", "direct", "tunnel"],
            Default = "nat",
            Elsewhere = ["lb_kind", "lvs_method"],
        },
        new(DirectiveId.Persistence, "persistence", BlockKinds.Virtual,
            "persistence off | TIME [netmask MASK] [engine sip]",
            "New connections of a client go to the same real server for so long, in whole seconds; the netmask makes a "
            + "network one client (IPv4 `255.255.255.0`, IPv6 a prefix length).")
        {
            Kind = ValueKind.Duration,
            MaxWords = 5,
            Choices = ["off"],
            Min = 1_000_000,
            Max = 2_678_400_000_000,
            Default = "off",
            Unit = "second",
            Elsewhere = ["persistence_timeout", "persistent"],
        },
        new(DirectiveId.SessionTimeout, "session-timeout", BlockKinds.Defaults | BlockKinds.Virtual,
            "session-timeout TIME",
            "How long the kernel keeps an idle session, in whole seconds. It has one value for all TCP and one for all "
            + "UDP sessions of the network namespace: the largest holds. Only with `manage-sysctls yes`.")
        {
            Kind = ValueKind.Duration,
            Min = 15_000_000,
            Max = 3_600_000_000,
            Unit = "second",
        },
        new(DirectiveId.OnePacket, "one-packet", BlockKinds.Virtual, "one-packet yes | no",
            "Schedules each datagram by itself; UDP and fwmark only.")
        {
            Kind = ValueKind.Choice,
            Choices = ["yes", "no"],
            Default = "no",
            Elsewhere = ["ops"],
        },
        new(DirectiveId.Check, "check", BlockKinds.Timing, "check NAME or check PLUGIN [OPTION...] [{]",
            "A check of the real servers; all that stand in one block must pass, but for `require any`. Those of a "
            + "`real` stand instead of the virtual service's, and those instead of the defaults'.")
        {
            MaxWords = int.MaxValue,
            Repeatable = true,
            Default = "tcp",
            Block = BlockUse.May,
            Body = BlockKinds.Check,
            Elsewhere = ["checktype", "TCP_CHECK", "HTTP_GET"],
        },
        new(DirectiveId.Require, "require", BlockKinds.Timing, "require all | any",
            "Whether all checks of a real server must pass for it to be up, or any one of them.")
        {
            Kind = ValueKind.Choice,
            Choices = ["all", "any"],
            Default = "all",
        },
        new(DirectiveId.OnFailure, "on-failure", BlockKinds.Defaults | BlockKinds.Virtual,
            "on-failure remove | quiesce [CAUSE...]",
            "What happens to a real server that is down: its entry goes, or its weight becomes 0. With causes the line "
            + "is for these only.")
        {
            MaxWords = int.MaxValue,
            Repeatable = true,
            Choices = ["remove", "quiesce"],
            Default = "remove",
            Elsewhere = ["quiescent", "inhibit_on_failure"],
        },
        new(DirectiveId.Notify, "notify", BlockKinds.Defaults | BlockKinds.Virtual,
            "notify up | down | any PROGRAM [ARGUMENT...] or notify off",
            "A program that is run when a real server goes up or down ([what it is told](notify.md)), at most 4 lines; "
            + "those of a `virtual` stand instead of the defaults'.")
        {
            MaxWords = int.MaxValue,
            Repeatable = true,
            Choices = ["up", "down", "any", "off"],
            Default = "off",
            Elsewhere = ["notify_up", "notify_down"],
        },
        new(DirectiveId.Floor, "floor", BlockKinds.Virtual, "floor off | N | N%",
            "So many real servers, or so many of 100, stay in the table whatever their state; not beside `fallback`.")
        {
            Kind = ValueKind.Number,
            Choices = ["off", "1% to 100%"],
            Min = 1,
            Max = 1_000_000,
            Default = "off",
            Unit = "real servers",
            Elsewhere = ["quorum"],
        },
        new(DirectiveId.Real, "real", BlockKinds.Virtual,
            "real ADDRESS:PORT [weight N] [upper N] [lower N] [unmonitored] [{]",
            "A real server; under fwmark the port may be left out and, where given, is the port to check.")
        {
            MaxWords = int.MaxValue,
            Repeatable = true,
            Block = BlockUse.May,
            Body = BlockKinds.Real,
            Elsewhere = ["real_server", "server"],
        },
        new(DirectiveId.Fallback, "fallback", BlockKinds.Virtual, "fallback off | ADDRESS:PORT",
            "Stands in the table only while no real server does; not beside `floor`.")
        {
            Default = "off",
            Elsewhere = ["sorry_server"],
        },
    ];
}
