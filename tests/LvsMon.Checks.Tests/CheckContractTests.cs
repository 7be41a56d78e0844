using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests;

/// <summary>
/// What every check keeps, tried with its own samples: one verdict however the bytes are split, an end at every end of
/// stream, no exception, no allocation, evidence that is short and from the peer.
/// </summary>
public abstract partial class CheckContractTests
{
    private const int EvidenceBytes = 64;
    private const int Runs = 200;
    private const int NoCut = -1;

    /// <summary>Options of checks that may allocate: a pattern's tables grow with the texts it sees.</summary>
    private static readonly string[] Allocating = ["--regex", "--expect-regex", "--capture"];

    /// <summary>For patterns: a busy machine must not decide a test.</summary>
    protected static readonly TimeSpan NoHurry = TimeSpan.FromMinutes(1);

    /// <summary>The check.</summary>
    protected abstract ICheckPlugin Plugin { get; }

    /// <summary>Answers of all kinds, with the result of each.</summary>
    protected abstract IEnumerable<CheckSample> Samples { get; }

    [Fact]
    public void Answer_Whole_GivesTheExpectedResult()
    {
        foreach (CheckSample sample in Samples)
        {
            CheckRunner runner = Runner(sample);
            Play(runner, Bytes(sample), sample.Closes, Bytes(sample).Length);

            runner.Result.Should().Be(sample.Result, "of {0}", sample);
            if (sample.Evidence is not null)
            {
                Encoding.Latin1.GetString(runner.Evidence).Should().Be(sample.Evidence, "of {0}", sample);
            }
        }
    }

    /// <summary>A peer that greets would wait for bytes that do not come before its greeting.</summary>
    [Fact]
    public void SpeaksFirst_OfAnyProgram_IsWhatItDoes()
    {
        foreach (CheckSample sample in Samples)
        {
            CheckProgram program = CheckCompiler.Program(Plugin, sample.Options);
            CheckRunner runner = new(program);
            runner.Connect();

            program.SpeaksFirst.Should().Be(!runner.Sent.IsEmpty, "of {0}", sample);
        }
    }

    [Fact]
    public void Answer_InAnyTwoPieces_GivesTheSameResult()
    {
        foreach (CheckSample sample in Samples)
        {
            CheckRunner runner = Runner(sample);
            byte[] answer = Bytes(sample);
            FirstCut(answer, cut =>
            {
                Play(runner, answer, sample.Closes, cut);
                return runner.Result != sample.Result;
            }).Should().Be(NoCut, "of {0}", sample);
        }
    }

    [Fact]
    public void Answer_ByteByByte_GivesTheSameResult()
    {
        foreach (CheckSample sample in Samples)
        {
            foreach (bool enforceCap in new[] { true, false })
            {
                CheckRunner runner = Runner(sample);
                runner.EnforceCap = enforceCap;
                Dribble(runner, Bytes(sample), sample.Closes);
                runner.Result.Should().Be(sample.Result, "of {0}", sample);
            }
        }
    }

    [Fact]
    public void Stream_EndsAnywhere_IsDecided()
    {
        foreach (CheckSample sample in Samples)
        {
            CheckRunner runner = Runner(sample);
            byte[] answer = Bytes(sample);
            FirstCut(answer, cut =>
            {
                runner.Connect();
                runner.Receive(answer.AsSpan(0, cut));
                runner.Close();
                return !runner.IsDone || runner.Result.Reason == CheckReason.None;
            }).Should().Be(NoCut, "of {0}", sample);
        }
    }

    [Fact]
    public void Evidence_OfAnyCut_IsShortAndThePeers()
    {
        foreach (CheckSample sample in Samples)
        {
            CheckRunner runner = Runner(sample);
            byte[] answer = Bytes(sample);
            FirstCut(answer, cut =>
            {
                Play(runner, answer, sample.Closes, cut);
                return runner.Evidence.Length > EvidenceBytes || !IsSubsequence(runner.Evidence, answer);
            }).Should().Be(NoCut, "of {0}", sample);
        }
    }

    [Fact]
    public void Attempt_Repeated_AllocatesNothing()
    {
        List<(CheckRunner Runner, byte[] Answer, bool Closes)> attempts =
        [
            .. Samples.Where(s => !s.Options.Intersect(Allocating).Any()).Select(s => (Runner(s), Bytes(s), s.Closes)),
        ];
        attempts.Should().NotBeEmpty();
        foreach ((CheckRunner runner, byte[] answer, bool closes) in attempts)
        {
            Play(runner, answer, closes, answer.Length / 2);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < Runs; run++)
        {
            for (int i = 0; i < attempts.Count; i++)
            {
                (CheckRunner runner, byte[] answer, bool closes) = attempts[i];
                Play(runner, answer, closes, answer.Length / 2);
            }
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Answer_DamagedAtRandom_GivesOneResultForAllSplits()
    {
        Random random = new(20261121);
        foreach (CheckSample sample in Samples)
        {
            CheckRunner runner = Runner(sample);
            for (int run = 0; run < Runs; run++)
            {
                byte[] answer = Damaged(Bytes(sample), random);
                Play(runner, answer, closes: true, answer.Length);
                CheckResult whole = runner.Result;
                Play(runner, answer, closes: true, random.Next(answer.Length + 1));
                runner.Result.Should().Be(whole);
                Dribble(runner, answer, closes: true);
                runner.Result.Should().Be(whole);
            }
        }
    }

    // The first place to cut an answer at which something is wrong.
    private static int FirstCut(byte[] answer, Predicate<int> isWrong)
    {
        for (int cut = 0; cut <= answer.Length; cut++)
        {
            if (isWrong(cut))
            {
                return cut;
            }
        }

        return NoCut;
    }

    private static byte[] Bytes(CheckSample sample) => Encoding.Latin1.GetBytes(sample.Answer);

    private static void Play(CheckRunner runner, byte[] answer, bool closes, int cut)
    {
        runner.Connect();
        runner.Receive(answer.AsSpan(0, cut));
        runner.Receive(answer.AsSpan(cut));
        if (closes)
        {
            runner.Close();
        }
    }

    private static void Dribble(CheckRunner runner, byte[] answer, bool closes)
    {
        runner.Connect();
        for (int i = 0; i < answer.Length; i++)
        {
            runner.Receive(answer.AsSpan(i, 1));
        }

        if (closes)
        {
            runner.Close();
        }
    }

    private static byte[] Damaged(byte[] answer, Random random)
    {
        byte[] damaged = answer.Length == 0 || random.Next(10) == 0 ? new byte[random.Next(1, 300)] : [.. answer];
        if (damaged.Length != answer.Length)
        {
            random.NextBytes(damaged);
            return damaged;
        }

        byte[] likely = "\r\n \t:;,-0129afHOK\0\u007F"u8.ToArray();
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            byte value = random.Next(2) == 0 ? likely[random.Next(likely.Length)] : (byte)random.Next(256);
            damaged[random.Next(damaged.Length)] = value;
        }

        return damaged;
    }

    // Evidence may join pieces of an answer (the data of chunks), never change their order.
    private static bool IsSubsequence(ReadOnlySpan<byte> part, ReadOnlySpan<byte> whole)
    {
        foreach (byte value in part)
        {
            int at = whole.IndexOf(value);
            if (at < 0)
            {
                return false;
            }

            whole = whole[(at + 1)..];
        }

        return true;
    }

    private CheckRunner Runner(CheckSample sample) => new(CheckCompiler.Program(Plugin, sample.Options));
}
