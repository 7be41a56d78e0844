using System.Text;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Control;

public sealed class OrderAnswerTests
{
    [Fact]
    public void Disable_ByRoot_IsAnOrderAndSaysSo()
    {
        ControlScene scene = new();
        scene.Connect();
        string real = scene.Harness.Plan.Reals[1].Endpoint.ToString();

        JsonElement order = scene.Ask(Line("disable", real))[0];

        order.GetProperty("order").GetString().Should().Be("disabled");
        order.GetProperty("real").GetString().Should().Be(real);
        scene.Orders[1].Kind.Should().Be(OrderKind.Disabled);
        JsonElement status = scene.Ask("{\"version\":1,\"command\":\"status\",\"name\":\"service 1\"}")[3];
        status.GetProperty("order").GetString().Should().Be("disabled");
        scene.Ask(Line("enable", real))[0].GetProperty("order").ValueKind.Should().Be(JsonValueKind.Null);
        scene.Orders[1].Kind.Should().Be(OrderKind.None);
    }

    [Theory]
    [InlineData("10.0.0.3:0", "10.0.0.3:0")]
    [InlineData("10.0.0.3:0", "10.0.0.3")]
    [InlineData("10.0.0.3:0", "10.0.0.3:80")]
    [InlineData("[2001:db8::3]:0", "[2001:db8::3]:0")]
    [InlineData("[2001:db8::3]:0", "[2001:db8::3]")]
    [InlineData("[2001:db8::3]:0", "2001:db8:0::3")]
    [InlineData("[2001:db8::3]:80", "[2001:db8::3]:80")]
    public void Disable_AnyWrittenForm_FindsIt(string endpoint, string real)
    {
        EndpointReader.TryRead(Encoding.ASCII.GetBytes(endpoint), out Endpoint address).Should().BeTrue();
        Timing timing = Timings.Every(1000);
        ControlScene scene = new(new PlanFactory().Service(1).Real(1, timing).Real(address, timing).Build());
        scene.Connect();

        JsonElement order = scene.Ask(Line("disable", real))[0];

        order.GetProperty("real").GetString().Should().Be(endpoint, "behind a firewall mark the table has no port");
        scene.Orders[1].Kind.Should().Be(OrderKind.Disabled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.1:81")]
    [InlineData("10.0.0.1:080000")]
    [InlineData("[10.0.0.1]:80")]
    [InlineData("[]")]
    [InlineData("www")]
    public void Disable_NoSuchRealServer_TellsSo(string real)
    {
        ControlScene scene = new();
        scene.Connect();

        scene.Ask(Line("disable", real))[0].GetProperty("error").GetString().Should().Be("real-not-found");
    }

    [Fact]
    public void Drain_WithAndWithoutALimit_IsShown()
    {
        ControlScene scene = new();
        scene.Connect();
        string real = scene.Harness.Plan.Reals[0].Endpoint.ToString();

        JsonElement open = scene.Ask(Line("drain", real))[0];
        JsonElement limited = scene.Ask(Line("drain", real, ",\"limit_us\":5000000"))[0];

        open.GetProperty("drain_limit_us").ValueKind.Should().Be(JsonValueKind.Null);
        open.GetProperty("draining_us").GetInt64().Should().Be(0);
        limited.GetProperty("drain_limit_us").GetInt64().Should().Be(5_000_000);
    }

    [Fact]
    public void Weight_BesideAnotherOrder_StandsBesideIt()
    {
        ControlScene scene = new();
        scene.Connect();
        string real = scene.Harness.Plan.Reals[0].Endpoint.ToString();
        scene.Ask(Line("disable", real));

        JsonElement order = scene.Ask(Line("weight", real, ",\"weight\":65535"))[0];

        order.GetProperty("order").GetString().Should().Be("disabled");
        order.GetProperty("ordered_weight").GetInt64().Should().Be(65_535);
    }

    [Fact]
    public void Disable_TheLastThatCarriesTraffic_NeedsForce()
    {
        ControlScene scene = new();
        scene.Connect();
        string real = scene.Harness.Plan.Reals[0].Endpoint.ToString();
        scene.Table.WantedByReal = number => number == 0 ? 3 : 0;

        foreach (string line in (string[])[Line("disable", real), Line("drain", real),
            Line("weight", real, ",\"weight\":0")])
        {
            scene.Ask(line)[0].GetProperty("error").GetString().Should().Be("last-one");
        }

        scene.Orders[0].Kind.Should().Be(OrderKind.None);
        scene.Ask(Line("disable", real, ",\"force\":true"))[0].GetProperty("type").GetString().Should().Be("order");
        scene.Ask(Line("weight", real, ",\"weight\":4"))[0].GetProperty("type").GetString().Should().Be("order");
    }

    [Fact]
    public void Disable_BothInOneTurn_LeavesOne()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Table.Wanted = 1;

        scene.Ask(Line("disable", scene.Harness.Plan.Reals[0].Endpoint.ToString()))[0]
            .GetProperty("type").GetString().Should().Be("order");
        scene.Ask(Line("disable", scene.Harness.Plan.Reals[1].Endpoint.ToString()))[0]
            .GetProperty("error").GetString().Should().Be("last-one", "the table has not followed yet");
    }

    [Fact]
    public void Disable_BesideOneThatIsOnlyHeld_NeedsForce()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Table.Hold = HoldCause.Floor;

        scene.Ask(Line("disable", scene.Harness.Plan.Reals[0].Endpoint.ToString()))[0]
            .GetProperty("error").GetString().Should().Be("last-one", "the other one is down");
    }

    [Fact]
    public void Disable_OneThatCarriesNothing_NeedsNoForce()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Table.WantedByReal = number => number == 1 ? 3 : -1;

        scene.Ask(Line("disable", scene.Harness.Plan.Reals[0].Endpoint.ToString()))[0]
            .GetProperty("type").GetString().Should().Be("order");
    }

    [Theory]
    [InlineData("\"service\":\"service 1\"", "bad-value")]
    [InlineData("\"service\":\"nowhere\",\"real\":\"10.0.0.1:80\"", "service-not-found")]
    [InlineData("\"service\":\"shop\",\"real\":\"10.0.0.1:80\"", "service-not-found")]
    [InlineData("\"service\":\"service 1\",\"real\":\"10.9.9.9:80\"", "real-not-found")]
    [InlineData("\"service\":\"service 1\",\"real\":\"\"", "real-not-found")]
    [InlineData("\"service\":\"service 1\",\"real\":\"\\u00e4:80\"", "real-not-found")]
    [InlineData("\"service\":\"service 1\",\"real\":7", "bad-value")]
    [InlineData("\"service\":\"service 1\",\"real\":\"10.0.0.1:80\",\"limit_us\":1", "unknown-field")]
    [InlineData("\"service\":\"service 1\",\"real\":\"10.0.0.1:80\",\"force\":1", "bad-value")]
    public void Disable_WrongMembers_TellsTheOneError(string members, string error)
    {
        ControlScene scene = new();
        scene.Connect();

        scene.Ask($"{{\"version\":1,\"command\":\"disable\",{members}}}")[0]
            .GetProperty("error").GetString().Should().Be(error);
    }

    [Theory]
    [InlineData("weight", ",\"weight\":-1")]
    [InlineData("weight", ",\"weight\":65536")]
    [InlineData("weight", "")]
    [InlineData("drain", ",\"limit_us\":-5")]
    public void Number_OutOfItsRange_IsABadValue(string command, string rest)
    {
        ControlScene scene = new();
        scene.Connect();

        scene.Ask(Line(command, scene.Harness.Plan.Reals[0].Endpoint.ToString(), rest))[0]
            .GetProperty("error").GetString().Should().Be("bad-value");
    }

    [Fact]
    public void Order_ByAMember_IsToldWithItsUser()
    {
        ControlScene scene = new();
        scene.Connect(new ClientIdentity(1234, IsSelf: false, IsMember: true));
        scene.Ask(Line("disable", scene.Harness.Plan.Reals[0].Endpoint.ToString()));
        scene.Harness.RunMs(1);

        scene.Harness.Facts(FactKind.Ordered).Should().ContainSingle().Which.C.Should().Be(1234);
    }

    private static string Line(string command, string real, string rest = "") =>
        $"{{\"version\":1,\"command\":\"{command}\",\"service\":\"service 1\",\"real\":\"{real}\"{rest}}}";
}
