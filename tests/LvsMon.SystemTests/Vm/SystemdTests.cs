using System.Globalization;
using FluentAssertions;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>
/// <c>packaging/lvsmon.service</c> as it is, with the native program, under a systemd that is the first process of a
/// machine with IPVS. All of it happens once, in the order of these tests; each looks at a part of the report.
/// </summary>
public sealed class SystemdTests(SystemdMachine machine) : IClassFixture<SystemdMachine>
{
    private const string Two = "127.0.0.11:80 127.0.0.12:80";
    private const string Three = "127.0.0.11:80 127.0.0.12:80 127.0.0.13:80";

    /// <summary>The trial's WatchdogSec, and RestartSec: 5 s; the rest is for a start under emulation.</summary>
    private const int BackAfterAbortS = 15;

    /// <summary>The same with TimeoutAbortSec: 10 s. With TimeoutStopSec it would be 35 s.</summary>
    private const int BackAfterKillS = 20;

    [VmFact(SystemdMachine.Image)]
    public void Start_ReturnsFromSystemctl_BothRealServersHaveTheirVerdict()
    {
        machine["first-process"].Should().Be("systemd");
        machine["start-exit"].Should().Be("0");
        machine["start-up"].Should().Be("2", "READY waits for the first round of checks");
        machine["start-table"].Should().Be(Two);
        machine["start-state"].Should().Be("active success 0");
        machine["start-text"].Should().Be("2 of 2 real servers up in 1 virtual service; table in step");
    }

    [VmFact(SystemdMachine.Image)]
    public void Start_UserAndFolders_AreThoseOfTheUnit()
    {
        machine["start-user"].Should().Be("lvsmon:lvsmon");
        machine["start-capabilities"].Should().Be("0000000000001000", "that is CAP_NET_ADMIN alone");
        machine["run-folder"].Should().Be("lvsmon:lvsmon 750 directory");
        machine["state-folder"].Should().Be("lvsmon:lvsmon 750 directory");
        machine["control-socket"].Should().Be("lvsmon:lvsmon 660 socket");
        machine["status"].Should().Be("2", "root asks and both real servers are shown");
    }

    [VmFact(SystemdMachine.Image)]
    public void Reload_RealServerAdded_IsInTheTableOfTheSameProcess()
    {
        machine["reload-exit"].Should().Be("0");
        machine["reload-table"].Should().Be(Three);
        machine["reload-pid"].Should().Be("same");
    }

    [VmFact(SystemdMachine.Image)]
    public void Reload_BrokenFile_IsRefusedInTheStatusAndChangesNothing()
    {
        machine["refused-text"].Should().Be("reload refused, the configuration before stays; "
            + "3 of 3 real servers up in 1 virtual service; table in step");
        machine["refused-table"].Should().Be(Three);
        machine["refused-pid"].Should().Be("same");
        machine["mended-text"].Should().Be("3 of 3 real servers up in 1 virtual service; table in step");
    }

    [VmFact(SystemdMachine.Image)]
    public void Restart_WithAnOrder_KeepsTheRealServerOut()
    {
        machine["disable-exit"].Should().Be("0");
        machine["disable-table"].Should().Be("127.0.0.11:80 127.0.0.13:80");
        machine["restart-exit"].Should().Be("0");
        machine["restart-table"].Should().Be("127.0.0.11:80 127.0.0.13:80");
        machine["enable-table"].Should().Be(Three);
    }

    [VmFact(SystemdMachine.Image)]
    public void Daemon_Killed_IsStartedAgainAndTheTableStays()
    {
        machine["killed-table"].Should().Be(Three);
        machine["killed-state"].Should().Be("active 1");
        machine["killed-table-after"].Should().Be(Three);
    }

    [VmFact(SystemdMachine.Image)]
    public void Programs_OfCheckAndNotify_RunAsTheDaemonsUserAndWriteInItsFolder()
    {
        machine["programs-table"].Should().Be(Three);
        machine["check-ran"].Should().Be("127.0.0.11 lvsmon 127.0.0.12 lvsmon 127.0.0.13 lvsmon");
        machine["check-fails"].Should().Be("127.0.0.12:80 127.0.0.13:80");
        machine["check-passes"].Should().Be(Three);
        machine["told"].Should().Be("down 127.0.0.11:80 lvsmon up 127.0.0.11:80 lvsmon");
        machine["told-file"].Should().Be("lvsmon:lvsmon 600 regular file");
    }

    [VmFact(SystemdMachine.Image)]
    public void Native_NoMemoryBothWritableAndExecutable_IsNothingToTheNativeBuild()
    {
        machine["native-property"].Should().Be("yes");
        machine["native-state"].Should().Be("active success 0");
        machine["native-table"].Should().Be(Three);
    }

    [VmFact(SystemdMachine.Image)]
    public void ManageSysctls_WithoutAndWithItsDropIn_SetsThemWithItAlone()
    {
        machine["sysctls-without"].Should().Be("0 0", "/proc/sys cannot be written");
        machine["sysctls-with"].Should().Be("1 1");
    }

    [VmFact(SystemdMachine.Image)]
    public void Ping_WithoutAndWithItsDropIn_IsPermittedWithItAlone()
    {
        machine["ping-without"].Should().Be("3", "the kernel grants no ping sockets to the group lvsmon");
        machine["ping-without-table"].Should().BeEmpty();
        machine["ping-with-table"].Should().Be(Three);
        machine["ping-capabilities"].Should().Be("0000000000003000", "CAP_NET_RAW came beside CAP_NET_ADMIN");
    }

    [VmFact(SystemdMachine.Image)]
    public void ControlGroup_WithoutAndWithItsDropIn_LetsMembersAskWithItAlone()
    {
        machine["group-without"].Should().Be("69 active", "a socket that cannot be given to the group is not made");
        machine["group-socket"].Should().Be("lvsmon:operators 660 socket");
        machine["group-folder"].Should().Be("lvsmon:operators 750 directory");
        machine["group-member"].Should().Be("3", "a member of the group is shown all real servers");
        machine["group-stranger"].Should().Be("77");
    }

    [VmFact(SystemdMachine.Image)]
    public void Watchdog_DaemonStopped_EndsItAndTheNextOneMakesTheTable()
    {
        machine["fed-pid"].Should().Be("same", "a daemon that works is left alone");
        ShouldBeBack("stopped", BackAfterAbortS, restarts: "1");
    }

    [VmFact(SystemdMachine.Image)]
    public void Watchdog_DaemonTakesNoAbort_IsBackLongBeforeTheTimeOfAStop() =>
        ShouldBeBack("frozen", BackAfterKillS, restarts: "2");

    [VmFact(SystemdMachine.Image)]
    public void Stop_OnExitKeep_EndsWellAndTheTableStays()
    {
        machine["stop-exit"].Should().Be("0");
        machine["stop-state"].Should().Be("inactive success 0");
        machine["stop-table"].Should().Be(Three);
        machine["stop-run-folder"].Should().Be("lvsmon:lvsmon 750 directory");
    }

    private void ShouldBeBack(string hang, int withinS, string restarts)
    {
        machine[hang + "-cleared"].Should().BeEmpty();
        int seconds = int.Parse(machine[hang + "-seconds"], CultureInfo.InvariantCulture);
        seconds.Should().BeGreaterThanOrEqualTo(2, "the watchdog was the reason").And.BeLessThan(withinS);
        machine[hang + "-table"].Should().Be(Three);
        machine[hang + "-restarts"].Should().Be(restarts);
    }

    [VmFact(SystemdMachine.Image)]
    public void Tmpfiles_WithoutTheUnit_MakesItsFoldersAlike()
    {
        machine["tmpfiles-exit"].Should().Be("0");
        machine["tmpfiles-run"].Should().Be("lvsmon:lvsmon 750 directory");
        machine["tmpfiles-state"].Should().Be("lvsmon:lvsmon 750 directory");
    }
}
