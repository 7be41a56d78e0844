namespace LvsMon.Commands;

/// <summary>The exit codes, standing once; <c>docs/reference/command-line.md</c> is compared with it.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Success = 0,

    /// <summary>A guard of the daemon refuses; <c>--force</c> does it all the same. Nothing was changed.</summary>
    Refused = 1,

    /// <summary><c>check</c>: the server failed (a Nagios plugin's CRITICAL).</summary>
    CheckFailed = 2,

    /// <summary><c>check</c>: nothing can be said of the server, also wrong usage (a Nagios plugin's
    /// UNKNOWN).</summary>
    CheckInconclusive = 3,

    /// <summary>The command line is wrong (EX_USAGE of sysexits.h).</summary>
    Usage = 64,

    /// <summary>The thing that is named does not exist (EX_NOINPUT).</summary>
    NotFound = 66,

    /// <summary>The daemon is not reachable, or does not answer (EX_UNAVAILABLE).</summary>
    Unreachable = 69,

    /// <summary>A broken invariant: a defect of lvsmon (EX_SOFTWARE). The table stays as it was.</summary>
    BrokenInvariant = 70,

    /// <summary>Done, but standard output took not all of what was to be said (EX_IOERR).</summary>
    OutputLost = 74,

    /// <summary>Another daemon keeps the table of this network namespace (EX_TEMPFAIL).</summary>
    AlreadyRunning = 75,

    /// <summary>Not permitted (EX_NOPERM).</summary>
    NotPermitted = 77,

    /// <summary>The configuration cannot be read or is wrong (EX_CONFIG).</summary>
    Configuration = 78,
}
