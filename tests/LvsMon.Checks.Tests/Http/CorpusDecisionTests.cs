using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Http;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Http;

/// <summary>Where lvsmon and the source of an answer disagree, a written decision covers it.</summary>
public sealed class CorpusDecisionTests
{
    private static readonly string[][] Samples =
    [
        ["HTTP/1.1 200 OK\n\n", "error"],
        ["HTTP/1.2 200 OK\r\n\r\n", "error"],
        ["HTTP/2.0 200 OK\r\n\r\n", "ok"],
        ["HTTP/1.1 999 OK\r\n\r\n", "ok"],
        ["HTTP/1.1 200 OK\r\nA: b\r\n", "ok"],
    ];

    [Fact]
    public void Disagreement_WithASource_IsDecided()
    {
        CheckRunner runner = new(CheckCompiler.Program(
            new HttpPlugin(TimeSpan.FromMinutes(1)), "--status", "any", "--max-bytes", "1MB"));
        foreach ((string name, string answer, string verdict) in Judged())
        {
            runner.Connect();
            runner.Receive(Encoding.Latin1.GetBytes(answer));
            runner.Close();

            bool passes = runner.Result.Outcome == CheckOutcome.Pass;
            bool differs = verdict == (passes ? "error" : "ok") || (passes && verdict == "incomplete");
            string? decision = CorpusDecision.All
                .FirstOrDefault(d => d.Passes == passes && d.Answer.IsMatch(answer))?.Name;
            (differs && decision is null).Should().BeFalse(
                "{0} is {1} and the source says {2}", name, runner.Result, verdict);
        }
    }

    [Fact]
    public void Decision_Made_StandsInTheReference()
    {
        string page = ReferencePage.Read();
        CorpusDecision.All.Select(d => d.Name).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal))
            .Should().BeEmpty();
    }

    private static IEnumerable<(string Name, string Answer, string Verdict)> Judged()
    {
        Dictionary<string, byte[]> answers = Corpus.HttpResponses().ToDictionary(a => a.Name, a => a.Answer);
        return Corpus.Rows("http-response", "index.tsv")
            .Select(row => (row[0], Encoding.Latin1.GetString(answers[row[0]]), row[2]))
            .Concat(Samples.Select(s => (s[0], s[0], s[1])));
    }
}
