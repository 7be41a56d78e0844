using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Fuzz.Engine;
using LvsMon.Fuzz.Targets;
using Xunit;

namespace LvsMon.Fuzz.Tests;

/// <summary>The inputs that were found are tried in every run.</summary>
public sealed class CorpusTests
{
    [Theory]
    [InlineData("config")]
    [InlineData("http")]
    [InlineData("banner")]
    [InlineData("protocols")]
    [InlineData("dns")]
    [InlineData("radius")]
    [InlineData("sip")]
    [InlineData("ipvsadm-save")]
    [InlineData("ipvsadm-list")]
    [InlineData("sessions")]
    public void Corpus_OfATarget_KeepsItsPromises(string name)
    {
        IFuzzTarget target = TargetList.Make().Single(t => t.Name == name);
        IReadOnlyList<byte[]> inputs = CorpusText.Kept(name);
        inputs.Should().HaveCountGreaterThan(10);
        foreach (byte[] input in inputs)
        {
            target.Invoking(t => t.Try(input)).Should().NotThrow("of {0}", CorpusText.Write(input));
        }
    }

    [Fact]
    public void Text_OfAnyInput_IsReadAsItWas()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        string text = CorpusText.Write([.. " "u8, .. all, .. " "u8]);

        text.Should().MatchRegex(@"\A[!-~][ -~]*[!-~]\z");
        CorpusText.Read(text).Should().Equal([.. " "u8, .. all, .. " "u8]);
    }
}
