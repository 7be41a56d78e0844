using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using LvsMon.Fuzz.Coverage;
using LvsMon.Fuzz.Engine;
using LvsMon.Fuzz.Targets;

namespace LvsMon.Fuzz;

/// <summary>What one command does: every target that is asked for, one after the other, until the first broken
/// promise of each.</summary>
internal sealed class Run
{
    private const string FailureFolder = "out/fuzz";

    private readonly Options _options;
    private readonly IReadOnlyList<string> _blocks;
    private readonly TextWriter _output;

    private Run(Options options, IReadOnlyList<string> blocks, TextWriter output)
    {
        _options = options;
        _blocks = blocks;
        _output = output;
    }

    /// <summary>Where the second copy of the program begins (<see cref="InstrumentedContext"/>).</summary>
    /// <param name="arguments">The command line, which is right.</param>
    /// <param name="blocks">By block number: the type it belongs to.</param>
    /// <param name="output">Where it tells what it did.</param>
    /// <returns>0 when no promise was broken, else 1.</returns>
    internal static int Enter(string[] arguments, IReadOnlyList<string> blocks, TextWriter output)
    {
        HitMap.Begin(long.MaxValue);
        return new Run(Options.Read(arguments)!, blocks, output).Go();
    }

    private int Go()
    {
        bool isGood = true;
        foreach (IFuzzTarget target in TargetList.Make())
        {
            if (_options.Target.Length == 0 || _options.Target == target.Name)
            {
                isGood &= _options.Replay.Length > 0 ? Replay(target) : Fuzz(target);
            }
        }

        return isGood ? 0 : 1;
    }

    private bool Replay(IFuzzTarget target)
    {
        Fuzzer fuzzer = new(target, _options.Seed);
        bool isGood = fuzzer.Offer(File.ReadAllBytes(_options.Replay));
        _output.WriteLine(fuzzer.Failure is { } failure ? $"{target.Name}: {failure.Text}" : $"{target.Name}: good");
        return isGood;
    }

    private bool Fuzz(IFuzzTarget target)
    {
        Fuzzer fuzzer = new(target, _options.Seed);
        HitMap.Mean(_blocks, target.Scopes);
        long begun = Stopwatch.GetTimestamp();
        bool isGood = Begin(fuzzer, target);
        while (isGood && Goes(fuzzer, begun))
        {
            isGood = fuzzer.Step();
        }

        Tell(fuzzer, target);
        if (isGood && _options.KeepFolder.Length > 0)
        {
            Keep(fuzzer, target);
        }

        return isGood;
    }

    private bool Goes(Fuzzer fuzzer, long begun) => _options.Runs > 0
        ? fuzzer.Executions < _options.Runs
        : Stopwatch.GetElapsedTime(begun).TotalSeconds < _options.Seconds;

    private bool Begin(Fuzzer fuzzer, IFuzzTarget target)
    {
        foreach (string seed in target.Seeds)
        {
            if (!fuzzer.Offer(Encoding.Latin1.GetBytes(seed), isShort: true))
            {
                return false;
            }
        }

        foreach (byte[] input in CorpusText.Kept(target.Name))
        {
            if (!fuzzer.Offer(input, isShort: true))
            {
                return false;
            }
        }

        string[] files = _options.SeedFolder.Length > 0 ? Directory.GetFiles(_options.SeedFolder) : [];
        Array.Sort(files, StringComparer.Ordinal);
        foreach (string file in files)
        {
            if (!fuzzer.Offer(File.ReadAllBytes(file)))
            {
                return false;
            }
        }

        return true;
    }

    private void Tell(Fuzzer fuzzer, IFuzzTarget target)
    {
        if (fuzzer.Failure is { } failure)
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(failure.Input))[..12];
            string path = Path.Combine(FailureFolder, $"{target.Name}-{failure.Promise}-{hash}");
            Directory.CreateDirectory(FailureFolder);
            File.WriteAllBytes(path, failure.Input);
            _output.WriteLine($"{target.Name}: {failure.Text}");
            _output.WriteLine(
                $"{target.Name}: found by execution {failure.Execution}: {CorpusText.Write(failure.Input)}");
            _output.WriteLine($"{target.Name}: saved as {path}; seed {_options.Seed}");
        }

        (int reached, int all) = Blocks();
        _output.WriteLine(
            $"{target.Name}: {fuzzer.Executions} executions, {fuzzer.Edges.Count} edges, {reached} of {all} blocks, "
            + $"corpus {fuzzer.Corpus.Count}, {(fuzzer.Failure is null ? 0 : 1)} failures");
    }

    private (int Reached, int All) Blocks()
    {
        int reached = 0;
        int all = 0;
        for (int block = 0; block < _blocks.Count; block++)
        {
            all += HitMap.Meant[block];
            reached += HitMap.Meant[block] & HitMap.Blocks[block];
        }

        return (reached, all);
    }

    private void Keep(Fuzzer fuzzer, IFuzzTarget target)
    {
        List<string> lines = [];
        foreach (byte[] input in fuzzer.Digest())
        {
            lines.Add(CorpusText.Write(input));
        }

        Directory.CreateDirectory(_options.KeepFolder);
        File.WriteAllText(Path.Combine(_options.KeepFolder, target.Name + ".txt"), string.Join('\n', lines) + "\n");
    }
}
