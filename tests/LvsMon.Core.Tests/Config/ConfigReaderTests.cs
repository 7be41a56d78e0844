using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class ConfigReaderTests
{
    private const string Service = "virtual tcp 192.0.2.80:80 {\n real 10.0.0.11:80\n}\n";

    [Fact]
    public void ConfigReader_SmallestService_HasTheBuiltInValues()
    {
        Configuration configuration = ReadResult.Good(Service);

        configuration.Global.Should().Be(new GlobalSettings());
        VirtualServiceSettings service = configuration.Services.Should().ContainSingle().Subject;
        service.Name.Should().Be("tcp 192.0.2.80:80");
        service.Scheduler.Should().Be("wlc");
        service.SchedulerFlags.Should().BeNull();
        service.Persistence.Should().BeNull();
        service.ServiceSet.Should().BeNull();
        service.OnePacket.Should().BeFalse();
        service.OnFailure.Should().BeEmpty();
        service.Floor.Should().Be(default(Floor));
        service.Fallback.Should().BeNull();
        service.Forwarding.Should().Be(new Forwarding(ForwardingMethod.Nat));
        service.Span.Should().Be(new SourceSpan(0, 1, 1, 25));
        RealServerSettings real = service.Reals.Should().ContainSingle().Subject;
        real.Span.Should().Be(new SourceSpan(0, 2, 7, 12));
        real.Endpoint.ToString().Should().Be("10.0.0.11:80");
        real.CheckPort.Should().Be(80);
        (real.Weight, real.Upper, real.Lower, real.Unmonitored).Should().Be((1, 0, 0, false));
        real.Checks.Should().BeEmpty();
        real.Timing.Should().Be(
            new Timing(10_000_000, 10_000_000, 10_000_000, 3_000_000, 3_000_000, 5_000_000, 1, 3, 0)
            {
                HoldDownMaxUs = 600_000_000,
            });
    }

    [Fact]
    public void ConfigReader_GlobalBlock_IsRead()
    {
        GlobalSettings global = ReadResult.Good(
            "global {\n reconcile 1m\n on-exit clear\n manage-sysctls yes\n max-in-flight 7\n reload-limit 40%\n"
            + " extra-reals keep\n cpu 3\n}\n" + Service).Global;

        global.Should().Be(new GlobalSettings
        {
            ReconcileUs = 60_000_000,
            ClearOnExit = true,
            MaxInFlight = 7,
            ReloadLimitPercent = 40,
            KeepExtraReals = true,
            ManageSysctls = true,
            Cpu = 3,
        });
    }

    [Fact]
    public void ConfigReader_ServiceDirectives_AreRead()
    {
        VirtualServiceSettings service = ReadResult.GoodService(
            """
            name www
            service-set "the shop"
            scheduler sh flags sh-port,flag-1
            persistence 300s engine sip netmask 255.255.255.0
            on-failure remove
            on-failure quiesce connect-timeout mismatch
            floor 34%
            real 10.0.0.11:80
            """);

        (service.Name, service.ServiceSet).Should().Be(("www", "the shop"));
        (service.Scheduler, service.SchedulerFlags).Should().Be(("sh", "sh-fallback,sh-port"));
        service.Persistence.Should().Be(new Persistence(300, 0xFFFFFF00, "sip"));
        service.OnFailure.Select(r => $"{r.Action} {string.Join(',', r.Causes.Select(c => c.Text))}")
            .Should().Equal("Remove ", "Quiesce connect-timeout,mismatch");
        service.Floor.Should().Be(new Floor(0, 34));
        service.Floor.For(3).Should().Be(2);
    }

    [Theory]
    [InlineData("forward nat", ForwardingMethod.Nat, TunnelType.Ipip, 0)]
    [InlineData("forward direct", ForwardingMethod.Direct, TunnelType.Ipip, 0)]
    [InlineData("forward tunnel", ForwardingMethod.Tunnel, TunnelType.Ipip, 0)]
    [InlineData("forward tunnel gre", ForwardingMethod.Tunnel, TunnelType.Gre, 0)]
    [InlineData("forward tunnel gue 5555", ForwardingMethod.Tunnel, TunnelType.Gue, 5555)]
    public void ConfigReader_Forward_IsRead(string line, ForwardingMethod method, TunnelType type, int port)
    {
        VirtualServiceSettings service = ReadResult.GoodService($"{line}\nreal 10.0.0.11:80");

        service.Forwarding.Should().Be(new Forwarding(method, type, (ushort)port));
        service.Reals.Single().Forwarding.Should().Be(service.Forwarding);
    }

    [Theory]
    [InlineData("virtual udp 192.0.2.53:53", "udp 192.0.2.53:53")]
    [InlineData("virtual sctp [2001:DB8:0::1]:99", "sctp [2001:db8::1]:99")]
    [InlineData("virtual fwmark 4294967295", "fwmark 4294967295")]
    [InlineData("virtual fwmark 1 ipv6", "fwmark 1 ipv6")]
    public void ConfigReader_VirtualHeader_GivesTheKey(string header, string key) =>
        ReadResult.GoodService("forward tunnel\nreal 10.0.0.1:" + (key.Contains("99") ? "99" : "53"), header)
            .Key.ToString().Should().Be(key);

    [Theory]
    [InlineData("10.0.0.1", 0)]
    [InlineData("10.0.0.1:443", 443)]
    public void ConfigReader_RealUnderMark_HasItsPortForChecksOnly(string address, int checkPort)
    {
        RealServerSettings real = ReadResult.GoodService($"real {address}", "virtual fwmark 1").Reals.Single();

        real.Endpoint.Port.Should().Be(0);
        real.CheckPort.Should().Be((ushort)checkPort);
    }

    [Theory]
    [InlineData("2001:db8::1")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[2001:db8::1]:80")]
    public void ConfigReader_Ipv6RealUnderMark_TakesEveryForm(string address) =>
        ReadResult.GoodService($"real {address}", "virtual fwmark 1 ipv6").Reals.Single()
            .Endpoint.Address.ToString().Should().Be("2001:db8::1");

    [Theory]
    [InlineData("real 10.0.0.11:80 weight 0 upper 2000 lower 1500 unmonitored")]
    [InlineData("real 10.0.0.11:80 unmonitored lower 1500 weight 0 upper 2000")]
    [InlineData("real 10.0.0.11:80 upper 2000 {\n lower 1500\n weight 0\n unmonitored\n}")]
    public void ConfigReader_RealOptions_OnTheLineOrInTheBlock(string text)
    {
        RealServerSettings real = ReadResult.GoodService(text).Reals.Single();

        (real.Weight, real.Upper, real.Lower, real.Unmonitored).Should().Be((0, 2000, 1500, true));
    }

    [Theory]
    [InlineData("weight 65535")]
    [InlineData("weight 0")]
    [InlineData("upper 10 lower 10")]
    [InlineData("upper 2147483647")]
    public void ConfigReader_RealOptionAtItsLimit_IsTaken(string options) =>
        ReadResult.GoodService($"real 10.0.0.11:80 {options}").Reals.Should().ContainSingle();

    [Theory]
    [InlineData("persistence 1", 1)]
    [InlineData("persistence 2678400", 2678400)]
    [InlineData("persistence 31d", 2678400)]
    public void ConfigReader_PersistenceAtItsLimit_IsTaken(string line, int seconds) =>
        ReadResult.GoodService($"{line}\nreal 10.0.0.11:80").Persistence
            .Should().Be(new Persistence(seconds, uint.MaxValue, null));

    [Theory]
    [InlineData("persistence 60 netmask 1", 1u)]
    [InlineData("persistence 60 netmask 128", 128u)]
    [InlineData("persistence 60", 128u)]
    public void ConfigReader_PersistenceOfIpv6_HasAPrefixLength(string line, uint netmask) =>
        ReadResult.GoodService($"{line}\nreal [2001:db8::1]:80", "virtual tcp [2001:db8::80]:80").Persistence!.Netmask
            .Should().Be(netmask);

    [Theory]
    [InlineData("fail-after off")]
    [InlineData("floor off")]
    [InlineData("persistence off")]
    [InlineData("fallback off")]
    public void ConfigReader_Off_IsTheSameAsNothing(string line)
    {
        VirtualServiceSettings service = ReadResult.GoodService($"{line}\nreal 10.0.0.11:80");

        service.Floor.Should().Be(default(Floor));
        service.Persistence.Should().BeNull();
        service.Fallback.Should().BeNull();
        service.Reals.Single().Timing.FailAfterUs.Should().Be(0);
    }

    [Fact]
    public void ConfigReader_Fallback_IsRead() =>
        ReadResult.GoodService("real 10.0.0.11:80\nfallback 127.0.0.1:8080").Fallback
            .Should().Be(new Endpoint(IpAddress.FromV4(0x7F000001), 8080));

    [Fact]
    public void ConfigReader_DefaultsAndServices_TakeAnyOrder()
    {
        Configuration configuration = ReadResult.Good(
            Service + "check web tcp\n"
            + "defaults {\n scheduler rr\n forward direct\n check web\n on-failure quiesce\n}\n");

        VirtualServiceSettings service = configuration.Services.Single();
        service.Scheduler.Should().Be("rr");
        service.Forwarding.Method.Should().Be(ForwardingMethod.Direct);
        service.OnFailure.Single().Action.Should().Be(FailureAction.Quiesce);
        service.Reals.Single().Checks.Should().ContainSingle();
    }

    [Fact]
    public void ConfigReader_ServiceWithMistakes_KeepsWhatIsRight()
    {
        ReadResult result = ReadResult.Of(
            "virtual tcp 192.0.2.80:80 {\n scheduler xyz123\n real 10.0.0.11:80\n real nonsense\n check tcp\n}\n"
            + "virtual tcp nonsense {\n real 10.0.0.11:80\n}\n");

        result.Diagnostics.ErrorCount.Should().Be(3);
        result.Configuration.Services.Should().ContainSingle().Which.Reals.Should().ContainSingle()
            .Which.Checks.Should().ContainSingle();
    }

    [Fact]
    public void ConfigReader_MistakesOfTheCaller_DoNotHideAnEmptyFile()
    {
        Diagnostics diagnostics = new();
        diagnostics.Error("command-line", default, "a mistake from before");

        ConfigReader.Read("a", new MemoryConfigFiles().With("a", "# nothing\n"), null, diagnostics);

        diagnostics.InFileOrder.Select(d => d.Rule).Should().BeEquivalentTo("command-line", "no-virtual-service");
    }
}
