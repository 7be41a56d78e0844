using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs.Kernel;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Kernel;

public sealed class FlowRisksTests
{
    private const int Open = 1;
    private const int Templates = 2;
    private const int Ports = 4;
    private const ulong AllCauses = ulong.MaxValue;
    private const ulong OneCause = 1UL << (int)CheckReason.ReceiveTimeout;

    [Theory]
    [InlineData("tcp 192.0.2.80:80", 0, false, Open | Ports)]
    [InlineData("sctp 192.0.2.80:80", 0, false, Open | Ports)]
    [InlineData("udp 192.0.2.80:80", 0, false, Open)]
    [InlineData("fwmark 7", 0, false, Open | Ports)]
    [InlineData("tcp 192.0.2.80:80", AllCauses, false, Ports)]
    [InlineData("udp 192.0.2.80:80", AllCauses, false, 0)]
    [InlineData("tcp 192.0.2.80:80", OneCause, false, Open | Ports)]
    [InlineData("tcp 192.0.2.80:80", 0, true, Open | Ports)]
    [InlineData("tcp 192.0.2.80:80", OneCause, true, Open | Templates | Ports)]
    [InlineData("udp 192.0.2.80:80", AllCauses, true, Templates)]
    public void FlowRisks_ProtocolPolicyAndPersistence_AreThoseThatCanHappen(
        string key, ulong quiesce, bool persistent, int expected) =>
        Of(new PlanMaker().Service(key, quiesce: quiesce, persistence: Persistence(persistent)).Real("10.0.0.1:80"))
            .Should().Be(expected);

    [Fact]
    public void FlowRisks_StandbyBesidePersistence_IsSentKnownClients() =>
        Of(new PlanMaker().Service("udp 192.0.2.80:80", persistence: Persistence(true))
            .Real("10.0.0.1:80").Real("10.0.0.2:80", weight: 0, unmonitored: true))
            .Should().Be(Open | Templates);

    [Fact]
    public void FlowRisks_NothingMonitored_NothingIsEverRemoved() =>
        Of(new PlanMaker().Service("udp 192.0.2.80:80", quiesce: OneCause, persistence: Persistence(true))
            .Real("10.0.0.1:80", unmonitored: true))
            .Should().Be(0);

    [Fact]
    public void FlowRisks_FallbackOfAQuiescingService_LeavesTheTable() =>
        Of(new PlanMaker().Service("udp 192.0.2.80:80", quiesce: AllCauses, fallback: "127.0.0.1:80")
            .Real("10.0.0.1:80"))
            .Should().Be(Open);

    [Fact]
    public void FlowRisks_OnePacket_HasNoConnections() =>
        Of(new PlanMaker().Service("fwmark 7", onePacket: true).Real("10.0.0.1:80")).Should().Be(0);

    [Fact]
    public void FlowRisks_NoRealServer_HasNone() =>
        Of(new PlanMaker().Service("tcp 192.0.2.80:80", fallback: "127.0.0.1:80")).Should().Be(0);

    private static int Of(PlanMaker maker) => FlowRisks.Of(maker.Build())[0];

    private static Persistence? Persistence(bool persistent) =>
        persistent ? new Persistence(300, uint.MaxValue, null) : null;
}
