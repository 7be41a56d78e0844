using System;
using System.IO;
using LvsMon.Core.Lvs.Memory;
using LvsMon.Core.Os;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Sockets;

namespace LvsMon.Composition;

/// <summary>Where the table lives: what runs the prepared ipvsadm commands.</summary>
internal static class TableBackend
{
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
}
