using System;
using System.IO;
using LvsMon.Core.Lvs;
using LvsMon.Core.Lvs.Memory;
using LvsMon.Core.Lvs.Shadow;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using LvsMon.Linux.Addresses;
using LvsMon.Linux.Files;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Sockets;

namespace LvsMon.Composition;

/// <summary>Where the table lives: what runs the prepared ipvsadm commands, and what has them run.</summary>
internal static class TableBackend
{
    /// <summary>Where orders are kept unless the command line says otherwise: unlike the state directory it outlives
    /// the machine's start.</summary>
    public const string BuiltInOrders = "/var/lib/lvsmon/orders";

    /// <summary>Null when nobody but root and us can change the program that is run as root, else who can.</summary>
    public static string? Doubt(DaemonSettings settings) => settings.Table == "ipvsadm"
        ? new ProgramFiles().Doubt(new ExternalProgram(settings.Ipvsadm, []))
        : null;

    /// <summary>Makes the runner of <c>--table</c>.</summary>
    /// <param name="name"><c>ipvsadm</c>, <c>memory</c> or <c>dry-run</c>.</param>
    /// <param name="registry">The wait that children are part of.</param>
    /// <param name="output">Where <c>dry-run</c> prints.</param>
    public static ICommandRunner Create(string name, IWaitRegistry registry, TextWriter output) => name switch
    {
        "memory" => new MemoryIpvsadm(),
        "dry-run" => new DryRunRunner(output),
        "ipvsadm" => new CommandRunner(registry),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such table"),
    };

    /// <summary>Makes the keeper, or the shadow of <c>--shadow</c>.</summary>
    public static ITableSink Sink(DaemonSettings settings, Plan plan, ICommandRunner runner)
    {
        TableKeeperOptions options = new()
        {
            IpvsadmPath = settings.Ipvsadm,
            Cold = settings.Cold,
            LocalAddresses = LocalAddresses.Read(),
            OwnedFile = OwnedFile(settings),
        };
        return settings.Shadow
            ? new TableShadow(plan, runner, new OutputStream(), options)
            : new TableKeeper(plan, runner, options);
    }

    /// <summary>The file of the operator's orders, null for none: a trial run has none unless told where.</summary>
    public static StateFile? OrdersFile(DaemonSettings settings) => settings.Orders is { } given
        ? (given == "off" ? null : new StateFile(given))
        : settings.KeepsKernel ? new StateFile(BuiltInOrders) : null;

    /// <summary>Only who writes to the kernel may say what it owns there: a trial run must leave the file
    /// alone.</summary>
    private static StateFile? OwnedFile(DaemonSettings settings) =>
        settings is { KeepsKernel: true, StateDirectory: { } folder }
            ? new StateFile(Path.Combine(folder, "owned"))
            : null;
}
