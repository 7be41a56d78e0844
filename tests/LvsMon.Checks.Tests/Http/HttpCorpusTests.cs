using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Checks.Http;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Http;

/// <summary>
/// Every answer of the corpus at every split point: one verdict, and the oracle's. The few answers over
/// <see cref="DenseBytes"/> repeat one field line or body byte: past that, cuts are taken <see cref="SparseStep"/>
/// apart and at every byte around the cap, or the test would take minutes.
/// </summary>
public sealed class HttpCorpusTests
{
    private const int DenseBytes = 2560;
    private const int SparseStep = 61;

    private static readonly HttpPlugin Plugin = new(TimeSpan.FromMinutes(1));
    private static readonly CheckProgram Status = CheckCompiler.Program(Plugin, "--status", "any");
    private static readonly CheckProgram Content =
        CheckCompiler.Program(Plugin, "--status", "any", "--contains", "no such text");
    private static readonly CheckProgram Pattern =
        CheckCompiler.Program(Plugin, "--status", "any", "--regex", "no such text");

    private static readonly (string Name, byte[] Answer)[] Answers =
    [
        ("ok", "HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody"u8.ToArray()),
        ("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"u8.ToArray()),
        ("interim", "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.0 404\n\n"u8.ToArray()),
        ("cut", "HTTP/1.1 200 OK\r\nA: b\r\n"u8.ToArray()),
        ("malformed", "HTTP/1.1 20 OK\r\n\r\n"u8.ToArray()),
        ("old", "<html></html>"u8.ToArray()),
        .. Corpus.HttpResponses(),
    ];

    [Fact]
    public void Status_OfEveryAnswer_IsTheOracles()
    {
        CheckRunner runner = new(Status);
        foreach ((string name, byte[] answer) in Answers)
        {
            (short Code, int Length)? header =
                HttpOracle.Header(answer.AsSpan(0, Math.Min(answer.Length, Status.MaxBytes)));
            Play(runner, answer, answer.Length);

            CheckOutcome expected = header is { Code: < 600 } ? CheckOutcome.Pass : CheckOutcome.Fail;
            runner.Result.Outcome.Should().Be(expected, "of {0}", name);
            if (header is { } whole)
            {
                runner.Result.Number.Should().Be(whole.Code, "of {0}", name);
            }
        }
    }

    [Fact]
    public void Answer_CutBeforeTheEndOfItsHeader_NeverPasses()
    {
        CheckRunner runner = new(Status);
        foreach ((string name, byte[] answer) in Answers)
        {
            int end = HttpOracle.Header(answer)?.Length ?? int.MaxValue;
            int wrong = -1;
            foreach (int length in Cuts(answer.Length, step: 1).TakeWhile(_ => wrong < 0))
            {
                Play(runner, answer.AsSpan(0, length), length);
                bool isPass = runner.Result.Outcome == CheckOutcome.Pass;
                wrong = isPass && length < end ? length : -1;
            }

            wrong.Should().Be(-1, "of {0}", name);
        }
    }

    [Fact]
    public void Status_OfEveryAnswerAtEverySplit_IsOneVerdict() => SplitEverywhere(Status).Should().BeEmpty();

    [Fact]
    public void Content_OfEveryAnswerAtEverySplit_IsOneVerdict() => SplitEverywhere(Content).Should().BeEmpty();

    [Fact]
    public void Pattern_OfEveryAnswerAtSomeSplits_IsOneVerdict() =>
        SplitEverywhere(Pattern, step: 41).Should().BeEmpty();

    // Name and place of each cut that changes the verdict.
    private static List<string> SplitEverywhere(CheckProgram program, int step = 1)
    {
        List<string> wrong = [];
        CheckRunner runner = new(program);
        foreach ((string name, byte[] answer) in Answers)
        {
            Play(runner, answer, answer.Length);
            CheckResult whole = runner.Result;
            foreach (int cut in Cuts(answer.Length, step))
            {
                Play(runner, answer, cut);
                if (runner.Result != whole)
                {
                    wrong.Add($"{name} at {cut}: {runner.Result}, whole: {whole}");
                }
            }

            Dribble(runner, answer);
            if (runner.Result != whole)
            {
                wrong.Add($"{name} byte by byte: {runner.Result}, whole: {whole}");
            }
        }

        return [.. wrong.Take(10)];
    }

    private static IEnumerable<int> Cuts(int length, int step)
    {
        for (int cut = 0; cut <= length; cut++)
        {
            bool isNearCap = Math.Abs(cut - Status.MaxBytes) <= 2;
            int apart = cut < DenseBytes ? step : SparseStep * (1 + (cut / Status.MaxBytes));
            if (isNearCap || cut == length || cut % apart == 0)
            {
                yield return cut;
            }
        }
    }

    private static void Play(CheckRunner runner, ReadOnlySpan<byte> answer, int cut)
    {
        runner.Connect();
        runner.Receive(answer[..cut]);
        runner.Receive(answer[cut..]);
        runner.Close();
    }

    private static void Dribble(CheckRunner runner, byte[] answer)
    {
        runner.Connect();
        for (int i = 0; i < answer.Length; i++)
        {
            runner.Receive(answer.AsSpan(i, 1));
        }

        runner.Close();
    }
}
