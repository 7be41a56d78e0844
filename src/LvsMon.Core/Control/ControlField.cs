namespace LvsMon.Core.Control;

/// <summary>The members of a request.</summary>
public enum ControlField : byte
{
    /// <summary><c>version</c>: the protocol's, in every request.</summary>
    Version,

    /// <summary><c>command</c>: in every request.</summary>
    Command,

    /// <summary><c>name</c>: a service set or a virtual service.</summary>
    Name,

    /// <summary><c>service</c>: a virtual service; beside a name, one of that set.</summary>
    Service,

    /// <summary><c>real</c>: a real server's address and port.</summary>
    Real,

    /// <summary><c>weight</c>: a weight, 0-65535.</summary>
    Weight,

    /// <summary><c>limit_us</c>: how long something may take, microseconds.</summary>
    LimitUs,

    /// <summary><c>force</c>: do it although a guard speaks against it.</summary>
    Force,

    /// <summary><c>dry_run</c>: say what would be done.</summary>
    DryRun,

    /// <summary><c>since</c>: a number of the stream of events.</summary>
    Since,

    /// <summary><c>run</c>: the run of the daemon that this number is of.</summary>
    Run,

    /// <summary><c>follow</c>: whether the answer stays open.</summary>
    Follow,
}
