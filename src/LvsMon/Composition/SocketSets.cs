using System;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tls;

namespace LvsMon.Composition;

/// <summary>Which set of sockets the loop waits on.</summary>
internal static class SocketSets
{
    /// <summary>Checks in flight that <c>--readiness select</c> can hold: from 80 entries on Socket.Select
    /// allocates.</summary>
    public const int SelectLimit = SelectSocketSet.MaxCapacity;

    /// <summary>The limits of a plan that runs on the settings' set.</summary>
    public static PlanLimits Limit(DaemonSettings settings, PlanLimits limits) => settings.Readiness == "select"
        ? new PlanLimits(Math.Min(limits.DescriptorsLeft, SelectLimit + PlanLimits.ReservedDescriptors))
        : limits;

    /// <summary>Makes the set.</summary>
    public static (IProgramSet Sockets, IWaitRegistry Registry) Create(
        DaemonSettings settings, Plan plan, IClock clock)
    {
        if (settings.Readiness == "select")
        {
            SelectSocketSet select = new(plan.MaxInFlight, clock);
            return (new ProgramSet(new SecureSocketSet(select), select, clock), select);
        }

        EpollSocketSet epoll = new(plan.MaxInFlight, clock);
        return (new ProgramSet(new SecureSocketSet(epoll), epoll, clock), epoll);
    }
}
