using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.Fuzz.Coverage;
using LvsMon.Fuzz.Engine;
using LvsMon.Fuzz.Targets;
using Xunit;

namespace LvsMon.Fuzz.Tests;

public sealed class FuzzerTests
{
    [Fact]
    public void Fuzzer_BrokenPromise_IsToldWithAShortInput()
    {
        Fuzzer fuzzer = new(new PickyTarget(), 1);
        bool isGood = fuzzer.Offer(Encoding.ASCII.GetBytes("a long text with an x and a y in it"));

        isGood.Should().BeFalse();
        fuzzer.Failure!.Promise.Should().Be("no-x-before-y");
        Encoding.ASCII.GetString(fuzzer.Failure.Input).Should().Be("xy");
        fuzzer.Failure.Execution.Should().Be(1);
    }

    [Fact]
    public void Run_SameSeedAndRuns_SaysTheSame()
    {
        string first = Told("--target", "ipvsadm-list", "--runs", "1500", "--seed", "5");
        string second = Told("--target", "ipvsadm-list", "--runs", "1500", "--seed", "5");

        first.Should().MatchRegex(
            @"^ipvsadm-list: \d+ executions, \d{3,} edges, \d+ of \d+ blocks, corpus \d+, 0 failures");
        second.Should().Be(first);
    }

    [Theory]
    [InlineData("--target", "tcp")]
    [InlineData("--runs", "0")]
    [InlineData("--seed")]
    [InlineData("--replay", "x")]
    public void Options_WrongWords_AreRefused(params string[] words) => Options.Read(words).Should().BeNull();

    private static string Told(params string[] arguments)
    {
        using StringWriter output = new();
        InstrumentedContext.Execute(arguments, output).Should().Be(0);
        return output.ToString();
    }

    private sealed class PickyTarget : IFuzzTarget
    {
        public string Name => "picky";

        public IReadOnlyList<string> Scopes => [];

        public IReadOnlyList<string> Words => ["x"];

        public IReadOnlyList<string> Seeds => [];

        public int MaxLength => 100;

        public long Steps(int length) => 1000;

        public void Try(ReadOnlySpan<byte> input)
        {
            int x = input.IndexOf((byte)'x');
            PromiseBroken.Unless(x < 0 || input[x..].IndexOf((byte)'y') < 0, "no-x-before-y", "they are there");
        }
    }
}
