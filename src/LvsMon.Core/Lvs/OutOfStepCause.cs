using System;

namespace LvsMon.Core.Lvs;

/// <summary>Why the table is out of step, as far as it calls for another remedy; a set of those told.</summary>
[Flags]
internal enum OutOfStepCause : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>An entry does not take: the configuration or the kernel.</summary>
    Entry = 1,

    /// <summary>A child that writes does not end by itself.</summary>
    Hanging = 2,

    /// <summary>The table cannot be read, or ipvsadm cannot be started.</summary>
    Unreadable = 4,
}
