using System;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Events;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Syslog;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Events;

public sealed class EventTextTests
{
    private readonly EventScene _scene = new();

    public static TheoryData<FactKind> Kinds() => [.. Enum.GetValues<FactKind>()];

    [Fact]
    public void Down_Document_HasEverything()
    {
        Fact fact = LogSamples.Down() with { TimeUs = 88, Detail = _scene.Samples.Foreign("nope") };

        _scene.Document(fact).Should().Be(
            "{\"type\":\"event\",\"seq\":1817,\"time\":\"2026-10-07T22:14:15+02:00\",\"monotonic_us\":88,"
            + "\"event\":\"down\",\"service\":\"www\",\"real\":\"10.0.0.11:80\",\"reason\":\"connect-refused\","
            + "\"number\":null,\"place\":null,\"detail\":\"nope\",\"foreign\":true,\"fails\":3,\"fall\":3,\"up\":2,"
            + "\"check_us\":400,\"duration_us\":352800000000}\n");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Document_OfEveryKind_HasItsWordAndItsMembers(FactKind kind)
    {
        EventEntry entry = EventCatalogue.Of(kind)!;
        Fact fact = LogCatalogue.Of(kind) is null
            ? new Fact(kind) { Service = 0, Real = 0 }
            : _scene.Samples.Example(kind);

        JsonElement document = EventScene.Parse(_scene.Document(fact));

        document.GetProperty("event").GetString().Should().Be(entry.Word);
        document.EnumerateObject().Select(member => member.Name).Should().Equal(
            EventCatalogue.Fields.Where(field => field.Document == "event").Select(field => field.Name)
                .Prepend("type").Concat(entry.Members.Select(member => member.Name)));
        document.GetProperty("seq").ValueKind.Should()
            .Be(fact.Sequence == 0 ? JsonValueKind.Null : JsonValueKind.Number);
    }

    [Fact]
    public void Detail_OfAPeer_IsPrintableAsciiAndCut()
    {
        string hostile = "a\"b\\c\n\x1b[31m\0\xff" + new string('z', 200);

        JsonElement document = EventScene.Parse(
            _scene.Document(LogSamples.Down() with { Detail = _scene.Samples.Foreign(hostile) }));

        string read = document.GetProperty("detail").GetString()!;
        read.Should().StartWith("a\"b\\\\c\\x0a\\x1b[31m\\x00\\xffzzz").And.EndWith("z");
        read.Should().MatchRegex("^[ -~]*$");
        read.Count(c => c == 'z').Should().Be(64 - 13);
    }

    [Fact]
    public void Detail_OfOurOwn_CannotBreakTheDocument()
    {
        Fact fact = _scene.Samples.Example(FactKind.ReloadRefused) with
        {
            Detail = _scene.Samples.Own("x\"y\\z\n\u00fc"),
        };

        JsonElement document = EventScene.Parse(_scene.Document(fact));

        document.GetProperty("detail").GetString().Should().Be("x\"y\\z???");
        document.GetProperty("foreign").GetBoolean().Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Document_WithTheLongestOfEverything_Fits(FactKind kind)
    {
        DetailPool details = new();
        Core.Planning.Plan plan = LogSamples.Plan;
        Core.Planning.ServicePlan[] services = [.. plan.Services];
        services[0] = services[0] with { Name = new string('"', 128) };
        EventText text = new(
            new Core.Planning.Plan
            {
                Global = plan.Global,
                Services = services,
                Reals = plan.Reals,
                Monitors = plan.Monitors,
                Subscriptions = plan.Subscriptions,
                MaxInFlight = 1,
                BufferBytes = 0,
                BufferedMonitors = 0,
            },
            details);
        byte[] bytes = new byte[DetailPool.MaxBytes];
        Array.Fill(bytes, (byte)0xFF);
        Fact fact = new(kind)
        {
            Sequence = long.MaxValue,
            TimeUs = long.MaxValue,
            Service = 0,
            Real = 0,
            Reason = CheckReason.CertificateUntrusted,
            Number = short.MinValue,
            A = int.MaxValue,
            B = int.MaxValue,
            C = int.MaxValue,
            D = int.MaxValue,
            DurationUs = long.MaxValue,
            Detail = details.KeepForeign(bytes, "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\""u8),
        };

        int length = text.Write(in fact, new Core.Os.WallTime(9999, 12, 31, 23, 59, 59, -720), new byte[2048]);

        length.Should().BeInRange(150, EventText.MaxBytes);
    }

    [Fact]
    public void Caution_Settings_AreNamed()
    {
        Fact fact = _scene.Samples.Example(FactKind.Caution) with { A = 0b101 };

        EventScene.Parse(_scene.Document(fact)).GetProperty("settings").GetString().Should()
            .Be("expire_nodest_conn conn_reuse_mode");
    }
}
