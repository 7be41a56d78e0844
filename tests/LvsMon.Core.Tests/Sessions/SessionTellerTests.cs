using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Sessions;

public sealed class SessionTellerTests
{
    private const long Second = SessionRig.Second;

    [Fact]
    public void Report_Finished_HasALineForEachSetServiceAndRealServer()
    {
        SessionRig rig = new(SessionRig.Wide(3, reals: 2));
        rig.Turn();

        Fact[] facts = rig.Facts();

        (facts[0].Kind, facts[0].C).Should().Be((FactKind.Sessions, 2 + 3 + 6));
        facts.Skip(1).Select(Shown).Should().Equal(
            "SetSessions -1 -1 14 100 2 0",
            "SetSessions -1 -1 7 50 1 1",
            "ServiceSessions 0 -1 3 10 0 0",
            "ServiceSessions 1 -1 7 50 0 0",
            "ServiceSessions 2 -1 11 90 0 0",
            "RealSessions 0 0 1 0 0 0",
            "RealSessions 0 1 2 10 0 0",
            "RealSessions 1 2 3 20 0 0",
            "RealSessions 1 3 4 30 0 0",
            "RealSessions 2 4 5 40 0 0",
            "RealSessions 2 5 6 50 0 0");
        facts.Should().OnlyContain(fact => fact.TimeUs == rig.NowUs && fact.Sequence == 0);
    }

    [Fact]
    public void Report_WhatIsNotInTheTable_IsToldAsUnknown()
    {
        SessionRig rig = new(SessionRig.Wide(2));
        rig.List.Lists(SessionRows.Of(rig.Plan.Services[0]));

        rig.Turn().Facts().Skip(1).Select(Shown).Should().Equal(
            "SetSessions -1 -1 0 0 1 0",
            "SetSessions -1 -1 -1 -1 0 1",
            "ServiceSessions 0 -1 0 0 0 0",
            "ServiceSessions 1 -1 -1 -1 0 0",
            "RealSessions 0 0 -1 -1 0 0",
            "RealSessions 1 1 -1 -1 0 0");
    }

    [Fact]
    public void Report_SumBeyondTheLargestNumber_IsToldAsThat()
    {
        SessionRig rig = new(SessionRig.Wide(1, reals: 2));
        rig.List.Lists([
            SessionRows.Of(rig.Plan.Services[0]),
            .. rig.Plan.Reals.Select(real => SessionRows.Of(real.Endpoint, int.MaxValue, 1)),
        ]);

        rig.Turn().Facts().Skip(2).Select(fact => (fact.A, fact.B)).Should()
            .Equal((int.MaxValue, 2), (int.MaxValue, 1), (int.MaxValue, 1));
        rig.Reporter.OfService(0).Active.Should().Be(2L * int.MaxValue);
    }

    [Fact]
    public void Report_OfTenThousandServices_IsSpreadOverTurnsAndTurnedAtOnce()
    {
        SessionRig rig = new(SessionRig.Wide(10_000));
        int turns = 0;
        List<Fact> told = [];
        do
        {
            Fact[] facts = rig.Pass(100).Facts();
            facts.Count(fact => fact.Kind != FactKind.Sessions).Should().BeLessThanOrEqualTo(
                SessionTeller.LinesPerTurn);
            told.AddRange(facts);
            turns++;
        }
        while (rig.NextUs == rig.NowUs && turns < 1000);

        told[0].C.Should().Be(10_002);
        told.Skip(1).Select(fact => fact.Service).Should().Equal([-1, -1, .. Enumerable.Range(0, 10_000)]);
        told.Should().OnlyContain(fact => fact.TimeUs == told[0].TimeUs);
        rig.NextUs.Should().BeGreaterThan(rig.NowUs);
    }

    [Fact]
    public void Report_FinishedBeforeTheOneBeforeIsTold_TakesItsPlace()
    {
        SessionRig rig = new(SessionRig.Wide(200));
        rig.Turn().Facts().Should().HaveCount(65);
        rig.List.Lists(SessionRows.Of(rig.Plan.Services[0]));

        // A turn so late that the next point of the grid has come.
        rig.Pass(15 * Second).Facts().Should().HaveCount(64)
            .And.OnlyContain(fact => fact.TimeUs < rig.NowUs, "services are missing: the list is read once more");
        Fact[] facts = Rest(rig.Turn());

        facts[0].Kind.Should().Be(FactKind.Sessions);
        Fact[] lines = facts[1..];
        lines.Should().HaveCount(202 + 200).And.OnlyContain(fact => fact.TimeUs == rig.NowUs);
        lines.Where(fact => fact.Kind == FactKind.ServiceSessions).Select(fact => fact.A).Should()
            .Equal([0, .. Enumerable.Repeat(-1, 199)]);
    }

    [Fact]
    public void Reload_AmidTheLines_TellsNothingMoreOfTheOldPlan()
    {
        SessionRig rig = new(SessionRig.Wide(200));
        rig.Turn().Facts();
        Plan next = SessionRig.Wide(1);
        rig.List.Lists(SessionRows.All(next));

        rig.Reload(next).Turn().Facts().Select(fact => fact.Kind).Should().Equal(
            FactKind.Sessions, FactKind.SetSessions, FactKind.ServiceSessions, FactKind.RealSessions);
    }

    [Fact]
    public void Failures_UntilNothingIsShown_EndTheLines()
    {
        SessionRig rig = new(SessionRig.Wide(250));
        rig.Turn().Facts().Should().HaveCount(65);
        rig.List.OpenError = OsError.NoDescriptor;
        for (int i = 1; i < SessionReporter.MaxFailures; i++)
        {
            rig.Pass(15 * Second).Facts().Should().Contain(fact => fact.Kind == FactKind.ServiceSessions);
        }

        rig.Pass(15 * Second).Facts().Should().BeEmpty();
        rig.NextUs.Should().BeGreaterThan(rig.NowUs);
    }

    private static Fact[] Rest(SessionRig rig)
    {
        while (rig.NextUs == rig.NowUs)
        {
            rig.Turn();
        }

        return rig.Facts();
    }

    private static string Shown(Fact fact) =>
        $"{fact.Kind} {fact.Service} {fact.Real} {fact.A} {fact.B} {fact.C} {fact.D}";
}
