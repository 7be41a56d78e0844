using LvsMon.Core.Planning;

namespace LvsMon.Core.Sessions;

/// <summary>
/// The last finished report on sessions. Indexes are those of the running plan. All numbers of one report are of one
/// reading of the kernel's list and change together, between two turns; sums are sums of the same rows.
/// </summary>
public interface ISessionView
{
    /// <summary>When the reading of the report began, monotonic microseconds: no number is older. -1 when there is no
    /// report: none yet with this plan, no kernel's table, <c>session-report off</c>, or too many failed.</summary>
    long ReadUs { get; }

    /// <summary>How long the reading took, microseconds; 0 for one that needed a single turn.</summary>
    long TookUs { get; }

    /// <summary>Finished reports since the daemon's start; another number, other counts.</summary>
    long Reports { get; }

    /// <summary>Readings since the daemon's start that came to nothing.</summary>
    long Failures { get; }

    /// <summary>The interval of the reports, microseconds; 0 when there are none.</summary>
    long IntervalUs { get; }

    /// <summary>The service sets of the running plan.</summary>
    ServiceSets Sets { get; }

    /// <summary>Sessions on a real server; unknown also when it was not in the table.</summary>
    SessionCount OfReal(int real);

    /// <summary>Sessions of a virtual service: on its real servers, its fallback and whatever else stands in its entry.
    /// Unknown also when it was not in the table.</summary>
    SessionCount OfService(int service);

    /// <summary>The part of <see cref="OfService"/> that is on no real server of the plan: on the fallback, or on an
    /// entry that the configuration does not name.</summary>
    SessionCount Elsewhere(int service);

    /// <summary>The sum over the services of a set that were in the table; unknown when none was.</summary>
    /// <param name="set">Of <see cref="Sets"/>.</param>
    /// <param name="counted">How many services that is.</param>
    SessionCount OfSet(int set, out int counted);
}
