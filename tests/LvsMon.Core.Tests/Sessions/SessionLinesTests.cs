using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using Xunit;

namespace LvsMon.Core.Tests.Sessions;

public sealed class SessionLinesTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(2, 4, 2, 2, 8)]
    [InlineData(511, 1, 2, 511, 511)]
    [InlineData(512, 1, 2, 512, 0)]
    [InlineData(10_000, 1, 2, 10_000, 0)]
    [InlineData(20_000, 1, 2, SessionLines.Most - 2, 0)]
    public void Count_OfAPlan_IsBounded(int services, int realsOfEach, int sets, int ofServices, int ofReals)
    {
        Plan plan = SessionRig.Wide(services, realsOfEach);

        SessionLines lines = new(plan);

        (lines.Sets, lines.Services, lines.Reals).Should().Be((sets, ofServices, ofReals));
        lines.Count.Should().Be(sets + ofServices + ofReals).And.BeLessThanOrEqualTo(SessionLines.Most);
    }

    [Theory]
    [InlineData(1023, 1023)]
    [InlineData(1024, 0)]
    public void Reals_AtTheBound_AreAllOrNone(int reals, int told)
    {
        Plan plan = SessionRig.Large(reals);

        new SessionLines(plan).Reals.Should().Be(told);
    }
}
