namespace LvsMon.Testing.Lvs;

/// <summary>How a run of the scripted ipvsadm goes wrong.</summary>
public enum IpvsadmFault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The program is not there: it cannot be started.</summary>
    Missing,

    /// <summary>The module is not there: exit 2 with the tool's message.</summary>
    NoModule,

    /// <summary>The first line of <c>-R</c> is carried out, the second ends the process with exit 2.</summary>
    StopsAtSecondLine,

    /// <summary>All is carried out, then exit 255 with a message.</summary>
    AppliesThenFails,

    /// <summary>Exit 0, nothing was done.</summary>
    NoEffect,

    /// <summary>Nothing is done and it never ends by itself.</summary>
    Hangs,

    /// <summary>All is carried out, but it never ends by itself.</summary>
    AppliesThenHangs,

    /// <summary>All is carried out with megabytes on both outputs.</summary>
    Floods,

    /// <summary>Standard output ends in the middle, exit 0.</summary>
    CutsOutput,

    /// <summary>It neither ends by itself nor by SIGKILL until it is let go.</summary>
    Undying,
}
