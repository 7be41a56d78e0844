using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class DirectiveCatalogueTests
{
    [Fact]
    public void DirectiveCatalogue_EachId_StandsOnce()
    {
        DirectiveCatalogue.All.Select(d => d.Id).Should().BeEquivalentTo(Enum.GetValues<DirectiveId>());
        DirectiveCatalogue.All.Should().OnlyContain(d => DirectiveCatalogue.Get(d.Id) == d);
    }

    [Fact]
    public void DirectiveCatalogue_NameInABlock_MeansOneThing()
    {
        foreach (BlockKinds block in Enum.GetValues<BlockKinds>().Where(b => int.PopCount((int)b) == 1))
        {
            DirectiveCatalogue.All.Where(d => (d.Blocks & block) != 0).Select(d => d.Name)
                .Should().OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public void DirectiveCatalogue_EachDirective_IsOneSentence()
    {
        DirectiveCatalogue.All.Should().OnlyContain(d =>
            char.IsUpper(d.Summary[0]) && d.Summary.EndsWith('.')
            && d.Syntax.StartsWith(d.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("schedular", BlockKinds.Virtual, "scheduler")]
    [InlineData("intervall", BlockKinds.Global, "interval")]
    [InlineData("Weight", BlockKinds.Real, "weight")]
    [InlineData("rela", BlockKinds.Virtual, "real")]
    [InlineData("virtual_server", BlockKinds.Top, "virtual")]
    [InlineData("delay_loop", BlockKinds.Virtual, "interval")]
    [InlineData("sorry_server", BlockKinds.Virtual, "fallback")]
    public void DirectiveCatalogue_MisspeltName_SuggestsTheNearest(string word, BlockKinds block, string expected) =>
        DirectiveCatalogue.Suggest(word, block)!.Name.Should().Be(expected);

    [Theory]
    [InlineData("x")]
    [InlineData("completely-different")]
    [InlineData("")]
    public void DirectiveCatalogue_StrangeName_SuggestsNothing(string word) =>
        DirectiveCatalogue.Suggest(word, BlockKinds.Virtual).Should().BeNull();

    [Theory]
    [InlineData(DirectiveId.Interval, "10ms to 1d")]
    [InlineData(DirectiveId.ServerConnectionTimeout, "1s to 1m")]
    [InlineData(DirectiveId.ReloadLimit, "off | 1% to 100%")]
    [InlineData(DirectiveId.OnExit, "keep | clear")]
    [InlineData(DirectiveId.Weight, "0 to 65535")]
    [InlineData(DirectiveId.Include, "-")]
    public void Directive_Range_IsWrittenForPeople(DirectiveId id, string expected) =>
        DirectiveCatalogue.Get(id).Range.Should().Be(expected);

    [Fact]
    public void DirectiveCatalogue_Defaults_AreTheBuiltInValues()
    {
        const string Bare = "virtual udp 192.0.2.53:53 {\n real 10.0.0.1:53 {\n }\n}\n";
        string written = $"global {{\n{Defaults(BlockKinds.Global)}}}\n"
            + $"virtual udp 192.0.2.53:53 {{\n{Defaults(BlockKinds.Virtual)} real 10.0.0.1:53 {{\n"
            + $"{Defaults(BlockKinds.Real)}}}\n}}\n";

        Configuration withDefaults = ReadResult.Good(written);

        Configuration bare = ReadResult.Good(Bare);
        withDefaults.Global.Should().Be(bare.Global);
        withDefaults.Services.Should().BeEquivalentTo(bare.Services, options => options
            .Excluding(s => s.Path.EndsWith("Span")).Excluding(s => s.Path.EndsWith("OnFailure"))
            .Excluding(s => s.Path.EndsWith("Checks")));
        withDefaults.Services[0].OnFailure.Should().ContainSingle().Which.Action.Should().Be(FailureAction.Remove);
        withDefaults.Services[0].Reals[0].Checks.Should().ContainSingle().Which.Plugin.Text.Should().Be("tcp");
    }

    /// <summary>All directives of a block with their defaults, but those that follow another directive.</summary>
    private static string Defaults(BlockKinds block) => string.Concat(DirectiveCatalogue.All
        .Where(d => (d.Blocks & block) != 0 && d.Default is not "-" and not "interval")
        .Select(d => $" {d.Name} {d.Default}\n"));
}
