using System.Linq;
using FluentAssertions;
using Xunit;

namespace LvsMon.Checks.Tests;

public sealed class StatusSetTests
{
    [Theory]
    [InlineData("200", 200)]
    [InlineData("200-202,204", 200, 201, 202, 204)]
    [InlineData("598-599,100", 100, 598, 599)]
    public void Codes_Listed_AreAccepted(string text, params int[] codes) =>
        Enumerable.Range(0, 1000).Where(StatusSet.Parse(text, 599)!.Contains).Should().Equal(codes);

    [Theory]
    [InlineData(599)]
    [InlineData(699)]
    public void Any_OfAProtocol_IsAllItsCodes(int last) =>
        Enumerable.Range(0, 1000).Where(StatusSet.Parse("any", last)!.Contains)
            .Should().Equal(Enumerable.Range(100, last - 99));

    [Theory]
    [InlineData("")]
    [InlineData("99")]
    [InlineData("600")]
    [InlineData("300-200")]
    [InlineData("200-")]
    [InlineData("1-2-3")]
    [InlineData("200,")]
    [InlineData("2xx")]
    public void List_OfSomethingElse_IsRefused(string text) => StatusSet.Parse(text, 599).Should().BeNull();
}
