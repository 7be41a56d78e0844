using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Planning;
using LvsMon.Testing.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>The end of a certificate is told on its way there, not at each check.</summary>
public sealed class CertificateWatchTests
{
    private readonly RecordingSink _sink = new();
    private readonly FactStream _facts;
    private readonly MonitorTable _table = new(new PlanFactory()
        .Service(1).Reals(1, 2, Timings.Every(1000)).Service(2).Reals(1, 1, Timings.Every(1000)).Build());

    public CertificateWatchTests()
    {
        _facts = new FactStream(new DetailPool(), _sink);
    }

    [Fact]
    public void Certificate_OnItsWayToTheEnd_IsToldAFewTimes()
    {
        List<int> told = [];
        for (short day = 40; day >= -3; day--)
        {
            for (int check = 0; check < 5; check++)
            {
                See(0, day, 90);
            }

            told.AddRange(Told(FactKind.CertificateEnds).Select(fact => fact.A));
            _sink.Facts.Clear();
        }

        told.Should().Equal(14, 7, 3, 2, 1, 0, -1);
    }

    [Theory]
    [InlineData(6, 2, false)]
    [InlineData(6, 1, true)]
    [InlineData(47, 12, false)]
    [InlineData(47, 11, true)]
    [InlineData(365, 15, false)]
    [InlineData(365, 14, true)]
    public void Certificate_WithAQuarterOfItsTimeLeft_IsLate(short days, short left, bool isTold)
    {
        See(0, left, days);

        Told(FactKind.CertificateEnds).Should().HaveCount(isTold ? 1 : 0);
    }

    [Fact]
    public void Certificate_Renewed_IsToldOnceWhenItIsSure()
    {
        See(0, 90, 90);
        See(0, 5, 90);
        for (int i = 1; i < CertificateWatch.RowOfRenewed; i++)
        {
            See(0, 89, 90);
        }

        Told(FactKind.CertificateRenewed).Should().BeEmpty();
        See(0, 88, 90);
        See(0, 88, 90);

        Told(FactKind.CertificateRenewed).Should().ContainSingle().Which.A.Should().Be(88);
        See(0, 13, 90);
        Told(FactKind.CertificateEnds).Select(fact => fact.A).Should().Equal(5, 13);
    }

    [Fact]
    public void Certificates_OfSeveralServersBehindOneAddress_AreToldOnce()
    {
        for (int i = 0; i < 100; i++)
        {
            See(0, 5, 90);
            See(0, 10, 90);
            See(0, 89, 90);
        }

        Told(FactKind.CertificateEnds).Should().ContainSingle().Which.A.Should().Be(5);
        Told(FactKind.CertificateRenewed).Should().BeEmpty();
    }

    [Fact]
    public void Attempt_WithoutACertificate_SaysNothing()
    {
        See(0, 5, 90);
        See(0, 0, 0);

        Told(FactKind.CertificateRenewed).Should().BeEmpty();
        Told(FactKind.CertificateEnds).Should().ContainSingle();
    }

    [Fact]
    public void Check_SharedByServices_IsToldForItsFirstServerWithTheCount()
    {
        int shared = Enumerable.Range(0, 2).Single(i => _table.Plan.Monitors[i].SubscriptionCount == 2);
        See(shared, 5, 90);
        See(1 - shared, 5, 90);

        Fact[] told = [.. Told(FactKind.CertificateEnds)];
        told.Select(fact => fact.B).Should().Equal(1, 0);
        told.Should().OnlyContain(fact => _table.Plan.Reals[fact.Real].Service == fact.Service);
    }

    [Fact]
    public void Reload_OfTheSameCheck_TellsNothingAgain()
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 1, Timings.Every(1000)).Build();
        LoopHarness harness = new(plan);
        harness.Loop.Table.Monitors[0].ToldTerm = 2;
        harness.Follow(new PlanFactory().Service(1).Reals(1, 2, Timings.Every(1000)).Build());

        harness.Loop.Table.Monitors.Select(monitor => monitor.ToldTerm).Should().BeEquivalentTo([(byte)2, (byte)0]);
    }

    private void See(int monitor, short left, short days)
    {
        Conclusion conclusion = new(monitor, new CheckResult(CheckReason.Connected), 10, 0)
        {
            Term = new CertificateTerm(left, days),
        };
        CertificateWatch.Note(_table, _facts, in conclusion, 1000);
    }

    private IReadOnlyList<Fact> Told(FactKind kind)
    {
        _facts.Flush(1000);
        return _sink.Of(kind);
    }
}
