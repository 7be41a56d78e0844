using System;
using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests;

/// <summary>
/// What every check over datagrams keeps, tried with its own samples: it sends at once, whatever arrives is judged or
/// passed over, nothing throws, nothing allocates, the evidence is short.
/// </summary>
public abstract class DatagramContractTests
{
    private const int EvidenceBytes = 64;
    private const int Runs = 200;

    /// <summary>The check.</summary>
    protected abstract ICheckPlugin Plugin { get; }

    /// <summary>Answers of all kinds, with the result of each.</summary>
    protected abstract IEnumerable<DatagramSample> Samples { get; }

    /// <summary>False for a check that takes anything for an answer.</summary>
    protected virtual bool IsPicky => true;

    /// <summary>False for a check whose patterns may allocate.</summary>
    protected virtual bool IsFree(DatagramSample sample) => true;

    [Fact]
    public void Datagrams_OfEverySample_GiveTheExpectedResult()
    {
        foreach (DatagramSample sample in Samples)
        {
            CheckRunner runner = Play(sample);

            runner.Result.Reason.Should().Be(sample.Reason, "of {0}", sample);
            if (sample.Evidence is not null)
            {
                Encoding.Latin1.GetString(runner.Evidence).Should().Be(sample.Evidence, "of {0}", sample);
            }
        }
    }

    [Fact]
    public void Request_OfAnyProgram_IsSentAtOnce()
    {
        foreach (DatagramSample sample in Samples)
        {
            CheckProgram program = CheckCompiler.Program(Plugin, sample.Options);
            CheckRunner runner = new(program);
            runner.Connect(DatagramSample.Nonce);

            runner.Sent.Length.Should().BeInRange(1, 512);
            program.SpeaksFirst.Should().BeTrue();
            program.Transport.Should().NotBe(Transport.Stream);
            if (program.WantsNonce)
            {
                byte[] first = runner.Sent.ToArray();
                runner.Connect(DatagramSample.Nonce + 1);
                runner.Sent.ToArray().Should().NotEqual(first, "another attempt asks otherwise");
            }
        }
    }

    [Fact]
    public void Datagram_CutOrChangedAnywhere_IsJudgedOrPassedOver()
    {
        Random random = new(7);
        foreach (DatagramSample sample in Samples)
        {
            CheckRunner runner = new(CheckCompiler.Program(Plugin, sample.Options));
            foreach (byte[] datagram in sample.Datagrams)
            {
                for (int at = 0; at <= datagram.Length; at++)
                {
                    TryOne(runner, datagram.AsSpan(0, at)).Should().BeTrue("of {0}", sample);
                    if (at < datagram.Length)
                    {
                        byte[] changed = [.. datagram];
                        changed[at] = (byte)random.Next(256);
                        TryOne(runner, changed).Should().BeTrue("of {0}", sample);
                    }
                }
            }
        }
    }

    [Fact]
    public void Datagram_OfGarbage_NeverThrows()
    {
        Random random = new(11);
        foreach (DatagramSample sample in Samples)
        {
            CheckRunner runner = new(CheckCompiler.Program(Plugin, sample.Options));
            for (int run = 0; run < Runs; run++)
            {
                byte[] garbage = new byte[random.Next(600)];
                random.NextBytes(garbage);
                TryOne(runner, garbage).Should().BeTrue("of {0}", sample);
                (IsPicky && runner.Result.Outcome == CheckOutcome.Pass).Should().BeFalse("of {0}", sample);
            }
        }
    }

    [Fact]
    public void Attempts_OfEverySample_AllocateNothing()
    {
        foreach (DatagramSample sample in Samples)
        {
            if (!IsFree(sample))
            {
                continue;
            }

            CheckRunner runner = new(CheckCompiler.Program(Plugin, sample.Options));
            long least = long.MaxValue;
            for (int window = 0; window < 5; window++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int run = 0; run < Runs; run++)
                {
                    Replay(runner, sample);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            least.Should().Be(0, "of {0}", sample);
        }
    }

    /// <summary>True when the datagram was judged, and shortly, or passed over.</summary>
    private static bool TryOne(CheckRunner runner, ReadOnlySpan<byte> datagram)
    {
        runner.Connect(DatagramSample.Nonce);
        runner.Receive(datagram);
        return runner.IsDone == (runner.Result.Reason != CheckReason.None) && runner.Evidence.Length <= EvidenceBytes;
    }

    private static void Replay(CheckRunner runner, DatagramSample sample)
    {
        runner.Connect(DatagramSample.Nonce);
        foreach (byte[] datagram in sample.Datagrams)
        {
            runner.Receive(datagram);
        }
    }

    private CheckRunner Play(DatagramSample sample)
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, sample.Options));
        Replay(runner, sample);
        return runner;
    }
}
