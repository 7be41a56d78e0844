using System;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class RestoreWriterTests
{
    private static string LinesOf(Plan plan)
    {
        KeeperRig rig = new KeeperRig(plan).Start();
        for (int i = 0; i < plan.Reals.Length; i++)
        {
            rig.Up(i);
        }

        rig.Turn();
        rig.Pass(61 * KeeperRig.Second);
        rig.Runner.Restores.Should().Be(plan.Reals.Length == 0 ? 1 : 2, "what was written reads back as wanted");
        return rig.Runner.Lines.ToString();
    }

    [Theory]
    [InlineData(ForwardingMethod.Nat, TunnelType.Ipip, 0, "-m -w 1")]
    [InlineData(ForwardingMethod.Direct, TunnelType.Ipip, 0, "-g -w 1")]
    [InlineData(ForwardingMethod.Tunnel, TunnelType.Ipip, 0, "-i -w 1")]
    [InlineData(ForwardingMethod.Tunnel, TunnelType.Gue, 6080, "-i --tun-type gue --tun-port 6080 -w 1")]
    [InlineData(ForwardingMethod.Tunnel, TunnelType.Gre, 0, "-i --tun-type gre -w 1")]
    public void Add_EveryMethod_IsWrittenWholeAndReadsBack(
        ForwardingMethod method, TunnelType tunnel, ushort port, string record)
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80")
            .Real("10.1.0.1:80", 1, new Forwarding(method, tunnel, port)).Build();
        LinesOf(plan).Should().Be($"-A -t 10.0.0.1:80 -s wlc\n-a -t 10.0.0.1:80 -r 10.1.0.1:80 {record}\n");
    }

    [Fact]
    public void Add_PortUnderDirectRouting_IsTheService()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80")
            .Real("10.1.0.1:8080", 1, new Forwarding(ForwardingMethod.Direct)).Build();
        LinesOf(plan).Should().EndWith("-a -t 10.0.0.1:80 -r 10.1.0.1:80 -g -w 1\n");
    }

    [Theory]
    [InlineData("udp 10.0.0.1:53", "-u 10.0.0.1:53")]
    [InlineData("sctp 10.0.0.1:5000", "--sctp-service 10.0.0.1:5000")]
    [InlineData("tcp [2001:db8::1]:80", "-t [2001:db8::1]:80")]
    [InlineData("fwmark 7", "-f 7")]
    [InlineData("fwmark 3000000000", "-f 3000000000")]
    [InlineData("fwmark 8 ipv6", "-f 8 -6")]
    public void AddService_EveryKey_IsSelectedAsTheToolWants(string key, string selector) =>
        LinesOf(new PlanMaker().Service(key).Build()).Should().Be($"-A {selector} -s wlc\n");

    [Fact]
    public void AddService_EverySetting_IsWrittenAndReadsBack()
    {
        Plan plan = new PlanMaker()
            .Service("udp 10.0.0.1:5060", "mh", "mh-port", new Persistence(360, uint.MaxValue, "sip"), onePacket: true)
            .Service("tcp [2001:db8::1]:80", "rr", null, new Persistence(60, 64, null))
            .Build();
        LinesOf(plan).Should().Be(
            "-A -u 10.0.0.1:5060 -s mh -p 360 --pe sip -o -b mh-port\n-A -t [2001:db8::1]:80 -s rr -p 60 -M 64\n");
    }

    [Fact]
    public void Add_OtherFamilyThroughTunnelAndMarkWithoutPort_ReadBack()
    {
        Plan plan = new PlanMaker()
            .Service("tcp 10.0.0.1:80").Real("[2001:db8::9]:80", 1, new Forwarding(ForwardingMethod.Tunnel))
            .Service("fwmark 9").Real("10.1.0.1:0", 65535, new Forwarding(ForwardingMethod.Direct))
            .Build();
        LinesOf(plan).Should().Contain("-r [2001:db8::9]:80 -i -w 1\n").And.Contain("-f 9 -r 10.1.0.1:0 -g -w 65535\n");
    }

    [Fact]
    public void Edit_LocalServerListedAsDirect_IsNoDifference()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.0.0.5:80").Build();
        ScriptedIpvsadm runner = new();
        DetailPool details = new();
        TableKeeper keeper = new(plan, runner, new() { LocalAddresses = new OwnNet() });
        FactStream facts = new(details, keeper);
        keeper.BeginStart(1);
        facts.Flush(1);
        facts.Post(new(FactKind.Up) { Real = 0, Service = 0 });
        facts.Post(new(FactKind.Started));
        facts.Flush(1);
        runner.Operator("-e -t 10.0.0.1:80 -r 10.0.0.5:80 -g");
        int restores = runner.Restores;
        facts.Flush(40_000_000);

        runner.Restores.Should().Be(restores);
        runner.Operator("-e -t 10.0.0.1:80 -r 10.0.0.5:80 -i");
        facts.Flush(80_000_000);
        runner.Restores.Should().Be(restores + 1);
    }

    private sealed class OwnNet : ILocalAddresses
    {
        public bool IsLocal(in IpAddress address) =>
            address.ToString().StartsWith("10.0.0.", StringComparison.Ordinal);
    }
}
