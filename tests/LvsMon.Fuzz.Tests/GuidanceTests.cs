using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Fuzz.Coverage;
using LvsMon.Fuzz.Engine;
using LvsMon.Fuzz.Targets;
using Xunit;

namespace LvsMon.Fuzz.Tests;

/// <summary>What leads the search: the blocks that a target means, and of the inputs the short ones.</summary>
public sealed class GuidanceTests
{
    private static readonly string[] Blocks = ["Meant.A", "Other.B", "Meant.C", "Meant.D"];

    [Fact]
    public void Map_BlockOfAnotherScope_MakesNoStep()
    {
        byte[] without = Cells(0, 2);

        Cells(1).Should().OnlyContain(count => count == 0);
        Cells(1, 0, 1, 1, 2).Should().Equal(without);
        HitMap.Steps.Should().Be(5, "the work is counted wherever it is done");
        HitMap.Blocks[1].Should().Be(1);
        without.Should().Contain(1);
    }

    [Fact]
    public void Corpus_NewStep_IsKeptWithWhatItNeeds()
    {
        HitMap.Mean(Blocks, ["Meant."]);
        Fuzzer fuzzer = new(new LetterTarget(), 1);

        fuzzer.Offer(Encoding.ASCII.GetBytes("aaaaac"), isShort: true).Should().BeTrue();
        fuzzer.Offer(Encoding.ASCII.GetBytes("aaaaacd")).Should().BeTrue();

        fuzzer.Corpus.Select(Encoding.ASCII.GetString).Should().Equal("aaaaac", "cd");
    }

    [Fact]
    public void ShortestInputs_ShorterForAll_TakesTheirPlace()
    {
        ShortestInputs shortest = new();
        Cells(0, 2, 3);
        shortest.Take(0, 30);
        Cells(0, 2);
        shortest.Take(1, 20);
        Cells(0);
        shortest.Take(2, 25);
        shortest.Inputs.Should().Equal(0, 1);

        Cells(0, 2, 3);
        shortest.Take(3, 10);
        shortest.Inputs.Should().Equal(3);
    }

    private static byte[] Cells(params int[] visits)
    {
        HitMap.Mean(Blocks, ["Meant."]);
        HitMap.Begin(long.MaxValue);
        foreach (int block in visits)
        {
            HitMap.Visit(block);
        }

        return HitMap.Cells.ToArray();
    }

    /// <summary>Enters a block for each letter: all a, then all c, then all d.</summary>
    private sealed class LetterTarget : IFuzzTarget
    {
        public string Name => "letters";

        public IReadOnlyList<string> Scopes => [];

        public IReadOnlyList<string> Words => ["a"];

        public IReadOnlyList<string> Seeds => [];

        public int MaxLength => 100;

        public long Steps(int length) => 1000;

        public void Try(ReadOnlySpan<byte> input)
        {
            Visit(input, 'a', 0);
            Visit(input, 'c', 2);
            Visit(input, 'd', 3);
        }

        private static void Visit(ReadOnlySpan<byte> input, char letter, int block)
        {
            for (int times = input.Count((byte)letter); times > 0; times--)
            {
                HitMap.Visit(block);
            }
        }
    }
}
