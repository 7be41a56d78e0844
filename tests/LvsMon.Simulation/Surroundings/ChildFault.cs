namespace LvsMon.Simulation.Surroundings;

/// <summary>How a run of ipvsadm goes wrong; the rows of the catalogue of faults that concern it.</summary>
internal enum ChildFault : byte
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The program is not there.</summary>
    Missing,

    /// <summary>No process can be made.</summary>
    NoProcess,

    /// <summary>The module is not there: exit 2 with the tool's message.</summary>
    NoModule,

    /// <summary>It ends with exit 2 at the second line.</summary>
    StopsAtSecondLine,

    /// <summary>One line is refused by the kernel; the others are carried out.</summary>
    RefusesALine,

    /// <summary>All is carried out, then exit 255.</summary>
    AppliesThenFails,

    /// <summary>Exit 0, nothing was done.</summary>
    NoEffect,

    /// <summary>A signal of somebody else ends it somewhere.</summary>
    Signalled,

    /// <summary>A signal of somebody else ends it after all was carried out.</summary>
    AppliesThenSignalled,

    /// <summary>Nothing is done and it never ends by itself.</summary>
    Hangs,

    /// <summary>All is carried out and it never ends by itself.</summary>
    AppliesThenHangs,

    /// <summary>All is carried out with much on both outputs.</summary>
    Floods,

    /// <summary>Standard output ends in the middle, exit 0.</summary>
    CutsOutput,

    /// <summary>A line stands in the output that nobody knows.</summary>
    Garbled,

    /// <summary>It takes seconds.</summary>
    Slow,

    /// <summary>Nothing is done and SIGKILL does not end it, until the storm lets it go.</summary>
    Undying,
}
