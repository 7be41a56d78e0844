using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class SampleTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(TestFolders.Root, "lvsmon.conf.sample"));

    public static IEnumerable<object[]> Names =>
        DirectiveCatalogue.All.Select(d => d.Name).Distinct().Select(n => new[] { n });

    [Fact]
    public void Sample_Read_HasNoMistake()
    {
        ReadResult result = ReadResult.Of(Text);

        result.Text.Should().BeEmpty();
        result.Configuration.Services.Should().HaveCount(4);
        result.Configuration.NamedChecks.Select(named => named.Check.Plugin.Text).Should()
            .Equal("http", "transaction");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_EachDirective_IsExplained(string name)
    {
        // As a line of its own, or one that only lacks its "#"; with a comment on it or above it.
        string[] lines = Text.Split('\n');
        int at = Array.FindIndex(lines, l => l.TrimStart(' ', '#').Split(' ')[0] == name);

        at.Should().BePositive();
        string around = lines[at].TrimStart(' ', '#') + lines[at - 1];
        around.Should().Contain("#");
    }

    [Fact]
    public void Sample_Addresses_AreSafeToCopy()
    {
        ReadResult result = ReadResult.Of(Text);

        foreach (VirtualServiceSettings service in result.Configuration.Services.Where(s => s.Key.Mark == 0))
        {
            service.Key.Virtual.ToString().Should().MatchRegex("^(192\\.0\\.2\\.|\\[2001:db8:)");
        }

        foreach (RealServerSettings real in result.Configuration.Services.SelectMany(s => s.Reals))
        {
            real.Endpoint.ToString().Should().MatchRegex("^(10\\.0\\.0\\.|\\[2001:db8:)");
        }
    }

    [Fact]
    public void Sample_DefaultsWritten_AreTheBuiltInOnes()
    {
        Configuration sample = ReadResult.Of(Text).Configuration;

        sample.Global.Should().Be(new GlobalSettings());
    }
}
