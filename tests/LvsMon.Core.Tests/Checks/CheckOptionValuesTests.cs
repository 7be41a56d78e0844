using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Checks;

public sealed class CheckOptionValuesTests
{
    private static readonly CheckOption First = new("--first", "X", "One.") { Default = "1" };
    private static readonly CheckOption Second = new("--second", "X", "Two.") { Repeatable = true };
    private static readonly CheckOption Flag = new("--flag", null, "Three.");
    private static readonly CheckOption[] Declared = [First, Second, Flag];

    [Fact]
    public void Canonical_OfAnyOrder_IsTheOrderDeclared() =>
        Values((Flag, "--flag"), (Second, "b"), (First, "x \"y\\"), (Second, "a")).Canonical(Declared)
            .Should().Be("--first \"x \\\"y\\\\\" --second \"b\" --second \"a\" --flag");

    [Fact]
    public void Canonical_OfADefaultWrittenOut_IsThatOfTheDefault() =>
        Values((First, "1")).Canonical(Declared)
            .Should().Be(new CheckOptionValues().Canonical(Declared))
            .And.Be("--first \"1\"");

    [Fact]
    public void Steps_OfAnyKind_KeepTheirOrder()
    {
        CheckOption send = new("--send", "X", "Four.") { IsStep = true, Repeatable = true };
        CheckOption close = new("--close", null, "Five.") { IsStep = true };
        CheckOptionValues values = Values((send, "b"), (close, "--close"), (First, "2"), (send, "a"));

        values.Steps.Select(given => given.Value.Text).Should().Equal("b", "--close", "a");
        values.Canonical([close, .. Declared, send]).Should()
            .Be("--first \"2\" --send \"b\" --close --send \"a\"");
    }

    [Fact]
    public void Text_OfNothingGiven_IsTheDefault()
    {
        CheckOptionValues none = new();

        none.Text(First).Should().Be("1");
        none.Text(Second).Should().BeNull();
        none.Word(First).Should().BeNull();
        none.Has(First).Should().BeFalse();
    }

    private static CheckOptionValues Values(params (CheckOption Option, string Text)[] given)
    {
        CheckOptionValues values = new();
        foreach ((CheckOption option, string text) in given)
        {
            values.Add(option, new Word(text, default, Quoted: false));
        }

        return values;
    }
}
