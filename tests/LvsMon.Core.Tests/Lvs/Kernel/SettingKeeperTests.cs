using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Kernel;

public sealed class SettingKeeperTests
{
    private const string Hanging = "open connections to a removed real server stay there and hang until they time out";
    private const string Known =
        "known clients keep being sent to a real server of weight 0 until the persistence ends";

    private const string Reused = "a client that reuses its port is sent to the old, maybe removed, real server";

    private static PlanMaker Web => new PlanMaker().Service("tcp 192.0.2.80:80").Real("10.0.0.11:80");

    [Fact]
    public void Managed_AllZero_SetsAndTellsEach()
    {
        SettingRig rig = new(SettingRig.Managed(Web), new MemoryKernelSettings());

        rig.TableRead().Lines().Should().Equal(
            "SYSCTL expire_nodest_conn: 0 found, 1 set",
            "SYSCTL expire_quiescent_template: 0 found, 1 set",
            "SYSCTL conn_reuse_mode: 0 found, 1 set");
        rig.Settings[KernelSetting.ExpireNodestConn].Should().Be(1);
        rig.Settings[KernelSetting.ExpireQuiescentTemplate].Should().Be(1);
        rig.Settings[KernelSetting.ConnReuseMode].Should().Be(1);
    }

    [Fact]
    public void Managed_BeforeTheTableWasRead_TouchesNothing()
    {
        SettingRig rig = new(SettingRig.Managed(Web), new MemoryKernelSettings());

        rig.Turn().Pass(100 * SettingRig.Second).Reload(SettingRig.Managed(Web)).Turn();

        rig.Settings.Reads.Should().Be(0, "the module may not be there yet");
        rig.NextUs.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Managed_AlreadyRight_WritesNothingAndSaysNothing()
    {
        MemoryKernelSettings settings = new MemoryKernelSettings().All(1);
        settings[KernelSetting.ConnReuseMode] = 3;
        SettingRig rig = new(SettingRig.Managed(Web), settings);

        rig.TableRead().Pass(30 * SettingRig.Second).Lines().Should().BeEmpty();
        settings.Writes.Should().BeEmpty();
        settings[KernelSetting.ConnReuseMode].Should().Be(3, "more than 1 is stronger, and the operator's choice");
    }

    [Fact]
    public void Managed_SetBackByAnother_IsSetAgainAtTheReconcile()
    {
        SettingRig rig = new(
            SettingRig.Managed(Web, reconcileUs: 5 * SettingRig.Second), new MemoryKernelSettings().All(1));
        rig.TableRead();
        rig.NextUs.Should().Be(rig.NowUs + (5 * SettingRig.Second));
        rig.Settings[KernelSetting.ExpireNodestConn] = 0;

        rig.Pass((5 * SettingRig.Second) - 1).Lines().Should().BeEmpty();
        rig.Pass(1).Lines().Should().Equal("SYSCTL expire_nodest_conn: 0 found, 1 set");
    }

    [Fact]
    public void Managed_NotPermitted_IsToldOnceWithWhatItMeans()
    {
        SettingRig rig = new(SettingRig.Managed(Web), new MemoryKernelSettings().All(1));
        rig.Settings[KernelSetting.ExpireNodestConn] = 0;
        rig.Settings.FailWrite(KernelSetting.ExpireNodestConn, OsError.NotPermitted);

        rig.TableRead().Lines().Should().Equal(
            $"SYSCTL not set expire_nodest_conn: it is 0 and cannot be written (not permitted); {Hanging}");
        rig.Pass(30 * SettingRig.Second).Lines().Should().BeEmpty("nothing has changed");
        rig.Settings.Writes.Should().HaveCount(2, "it is tried again all the same");
        rig.Settings.FailWrite(KernelSetting.ExpireNodestConn, OsError.Other);
        rig.Pass(30 * SettingRig.Second).Lines().Should().Equal(
            $"SYSCTL not set expire_nodest_conn: it is 0 and cannot be written; {Hanging}");
        rig.Settings.FailWrite(KernelSetting.ExpireNodestConn, OsError.None);
        rig.Pass(30 * SettingRig.Second).Lines().Should().Equal("SYSCTL expire_nodest_conn: 0 found, 1 set");
    }

    [Fact]
    public void Managed_DoesNotTake_IsFoundWhenReadBack()
    {
        SettingRig rig = new(SettingRig.Managed(Web), new MemoryKernelSettings().All(1));
        rig.Settings[KernelSetting.ConnReuseMode] = 0;
        rig.Settings.Forgets = true;

        rig.TableRead().Lines().Should().Equal(
            $"SYSCTL not set conn_reuse_mode: it is 0 again after 1 was written; {Reused}");
        rig.Settings[KernelSetting.ConnReuseMode] = 1;
        rig.Pass(30 * SettingRig.Second).Lines().Should().Equal("SYSCTL conn_reuse_mode: 1 found, as wanted");
    }

    [Fact]
    public void Managed_OneIsNotInThisKernel_IsToldAndTheOthersAreSet()
    {
        SettingRig rig = new(SettingRig.Managed(Web), new MemoryKernelSettings());
        rig.Settings.FailRead(KernelSetting.ConnReuseMode, OsError.NotFound);

        rig.TableRead().Lines().Should().Equal(
            "SYSCTL expire_nodest_conn: 0 found, 1 set",
            "SYSCTL expire_quiescent_template: 0 found, 1 set",
            $"SYSCTL not set conn_reuse_mode: this kernel does not have it; {Reused}");
    }

    [Fact]
    public void Managed_NoModule_IsOneLineUntilItComes()
    {
        SettingRig rig = new(SettingRig.Managed(Web), new MemoryKernelSettings());
        rig.Settings.Vanish();

        rig.TableRead().Lines().Should().Equal(
            "SYSCTL not set: /proc/sys/net/ipv4/vs is missing, ip_vs is not in this kernel or network namespace; "
            + "nothing is set");
        rig.Pass(30 * SettingRig.Second).Lines().Should().BeEmpty();
        rig.Settings.Vanish(gone: false);
        rig.Pass(30 * SettingRig.Second).Lines().Should().HaveCount(3).And.OnlyContain(l => l.EndsWith("1 set"));
        rig.Settings.Vanish();
        rig.Pass(30 * SettingRig.Second).Lines().Should().ContainSingle("it has gone again");
    }

    [Fact]
    public void Unmanaged_AllZero_WarnsAtStartAndAfterAReloadOnly()
    {
        Plan plan = SettingRig.Managed(Web, managed: false);
        SettingRig rig = new(plan, new MemoryKernelSettings());
        string line = $"CAUTION tcp 192.0.2.80:80: expire_nodest_conn 0: {Hanging}; conn_reuse_mode 0: {Reused}";

        rig.TableRead().Lines().Should().Equal(line);
        rig.Turn().NextUs.Should().Be(long.MaxValue);
        rig.Pass(1000 * SettingRig.Second).Lines().Should().BeEmpty();
        rig.Reload(plan).Lines().Should().Equal(line);
        rig.Settings.Writes.Should().BeEmpty();
    }

    [Fact]
    public void Unmanaged_AllRight_SaysNothing()
    {
        SettingRig rig = new(SettingRig.Managed(Web, managed: false), new MemoryKernelSettings().All(1));

        rig.TableRead().Lines().Should().BeEmpty();
        rig.Settings.Reads.Should().Be(3);
    }

    [Fact]
    public void Unmanaged_NoModule_IsOneLineAndNoneForServices()
    {
        Plan plan = SettingRig.Managed(Web, managed: false);
        SettingRig rig = new(plan, new MemoryKernelSettings());
        rig.Settings.Vanish();

        rig.TableRead().Lines().Should().Equal(
            "SYSCTL not read: /proc/sys/net/ipv4/vs is missing, ip_vs is not in this kernel or network namespace; "
            + "what becomes of open connections is not known");
        rig.Reload(plan).Lines().Should().BeEmpty("nothing has changed");
    }

    [Fact]
    public void Unmanaged_OneCannotBeRead_IsToldOnceAndTheOthersWarn()
    {
        Plan plan = SettingRig.Managed(Web, managed: false);
        SettingRig rig = new(plan, new MemoryKernelSettings());
        rig.Settings.FailRead(KernelSetting.ExpireNodestConn, OsError.NotPermitted);

        rig.TableRead().Lines().Should().Equal(
            $"SYSCTL not read expire_nodest_conn: it cannot be read (not permitted); if it is 0, {Hanging}",
            $"CAUTION tcp 192.0.2.80:80: conn_reuse_mode 0: {Reused}");
        rig.Reload(plan).Lines().Should().ContainSingle().Which.Should().StartWith("CAUTION");
    }

    [Fact]
    public void Unmanaged_ManyServices_SixteenByNameAndTheRestAsANumber()
    {
        PlanMaker maker = new();
        for (int i = 0; i < 20; i++)
        {
            Persistence? persistence = i == 19 ? new Persistence(300, uint.MaxValue, null) : null;
            maker.Service($"tcp 192.0.2.{i}:80", persistence: persistence).Real("10.0.0.11:80", i == 19 ? 0 : 1);
        }

        string[] lines = [.. new SettingRig(SettingRig.Managed(maker, managed: false), new MemoryKernelSettings())
            .TableRead().Lines()];

        lines.Should().HaveCount(17);
        lines.Take(16).Select(line => line[..line.IndexOf(": expire", System.StringComparison.Ordinal)])
            .Should().Equal(Enumerable.Range(0, 16).Select(i => $"CAUTION tcp 192.0.2.{i}:80"));
        lines[16].Should().Be("CAUTION: 4 more services (expire_nodest_conn 0, expire_quiescent_template 0, "
            + "conn_reuse_mode 0)");
    }

    [Fact]
    public void Unmanaged_SeventeenServices_LastLineSaysOneService()
    {
        PlanMaker maker = new();
        for (int i = 0; i < 17; i++)
        {
            maker.Service($"tcp 192.0.2.{i}:80").Real("10.0.0.11:80");
        }

        MemoryKernelSettings settings = new MemoryKernelSettings().All(1);
        settings[KernelSetting.ConnReuseMode] = 0;

        new SettingRig(SettingRig.Managed(maker, managed: false), settings).TableRead().Lines()[16]
            .Should().Be("CAUTION: 1 more service (conn_reuse_mode 0)");
    }

    [Fact]
    public void Unmanaged_LongestLine_HoldsAllThree()
    {
        string name = new('n', 64);
        Plan plan = SettingRig.Managed(
            new PlanMaker().Service("tcp 192.0.2.80:80", persistence: new(300, uint.MaxValue, null))
                .Real("10.0.0.11:80", weight: 0),
            managed: false);
        plan.Services[0] = plan.Services[0] with { Name = name };

        new SettingRig(plan, new MemoryKernelSettings()).TableRead().Lines().Should().Equal(
            $"CAUTION {name}: expire_nodest_conn 0: {Hanging}; expire_quiescent_template 0: {Known}; "
            + $"conn_reuse_mode 0: {Reused}");
    }

    [Fact]
    public void Reload_SwitchesManagement_TheOtherWayIsTaken()
    {
        SettingRig rig = new(SettingRig.Managed(Web, managed: false), new MemoryKernelSettings());
        rig.TableRead().Lines().Should().ContainSingle();

        rig.Reload(SettingRig.Managed(Web)).Lines().Should().HaveCount(3).And.OnlyContain(l => l.EndsWith("1 set"));

        rig.Settings.All(0);
        rig.Reload(SettingRig.Managed(Web, managed: false)).Lines().Should().ContainSingle()
            .Which.Should().StartWith("CAUTION");
        rig.Settings[KernelSetting.ExpireNodestConn].Should().Be(0, "it is not set any more");
        rig.Turn().NextUs.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Reload_SwitchesManagementWithoutModule_SaysItAnew()
    {
        SettingRig rig = new(SettingRig.Managed(Web, managed: false), new MemoryKernelSettings());
        rig.Settings.Vanish();
        rig.TableRead().Lines().Should().ContainSingle().Which.Should().StartWith("SYSCTL not read:");

        rig.Reload(SettingRig.Managed(Web)).Lines().Should().ContainSingle()
            .Which.Should().StartWith("SYSCTL not set:");
    }
}
