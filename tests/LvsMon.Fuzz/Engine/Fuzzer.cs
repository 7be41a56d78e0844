using System;
using System.Collections.Generic;
using LvsMon.Fuzz.Coverage;
using LvsMon.Fuzz.Targets;

namespace LvsMon.Fuzz.Engine;

/// <summary>
/// Lets inputs grow: what reaches something new, or something known oftener, is shortened, kept and changed further.
/// Short inputs are changed oftenest: in them a change hits what counts, and they run fast.
/// Equal seeds do the same.
/// </summary>
internal sealed class Fuzzer
{
    // With 80 half of all executions went into it.
    private const int TrimTries = 30;
    private const int ShrinkTries = 4000;
    private const int Newest = 24;

    private readonly IFuzzTarget _target;
    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _corpus = [];
    private readonly ShortestInputs _shortest = new();

    internal Fuzzer(IFuzzTarget target, int seed)
    {
        _target = target;
        _random = new Random(seed);
        _mutator = new Mutator(_random, target.Words, target.MaxLength);
    }

    /// <summary>Inputs tried, those of shortening too.</summary>
    internal long Executions { get; private set; }

    /// <summary>What was reached.</summary>
    internal EdgeSet Edges { get; } = new();

    /// <summary>The inputs that reached something first.</summary>
    internal IReadOnlyList<byte[]> Corpus => _corpus;

    /// <summary>The first broken promise.</summary>
    internal Failure? Failure { get; private set; }

    /// <summary>Tries one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="isShort">True when it is known to be as short as it can be.</param>
    /// <returns>False when it broke a promise.</returns>
    internal bool Offer(byte[] input, bool isShort = false)
    {
        byte[] cut = input.Length <= _target.MaxLength ? input : input[.._target.MaxLength];
        if (Execute(cut) is { } exception)
        {
            long execution = Executions;
            byte[] small = Shrink(cut, KeyOf(exception));
            Failure = new Failure(KeyOf(exception), TextOf(Execute(small) ?? exception), small, execution);
            return false;
        }

        if (Edges.Take())
        {
            // What only does known steps oftener stays whole: messages lead further than pieces of them alone.
            byte[] kept = isShort || !Edges.HasNewCells ? cut : Trim(cut);
            Execute(kept);
            _shortest.Take(_corpus.Count, kept.Length);
            _corpus.Add(kept);
        }

        return true;
    }

    /// <summary>Tries one input made of known ones.</summary>
    internal bool Step() => Offer(_mutator.Next(_corpus[Draw()], _corpus[Draw()]));

    /// <summary>The few inputs that reach every cell that the corpus reaches, the short ones first.</summary>
    internal IReadOnlyList<byte[]> Digest()
    {
        List<byte[]> ordered = [.. _corpus];
        ordered.Sort(static (a, b) => a.Length != b.Length ? a.Length - b.Length : a.AsSpan().SequenceCompareTo(b));
        EdgeSet reached = new();
        List<byte[]> digest = [];
        foreach (byte[] input in ordered)
        {
            int before = reached.Count;
            Execute(input);
            reached.Take();
            if (reached.Count > before)
            {
                digest.Add(input);
            }
        }

        return digest;
    }

    /// <summary>Of twelve times eight one that is the shortest for something, once one of the newest, three times
    /// any.</summary>
    private int Draw() => _random.Next(12) switch
    {
        < 8 => _shortest.Inputs[_random.Next(_shortest.Inputs.Count)],
        < 9 => _random.Next(Math.Max(0, _corpus.Count - Newest), _corpus.Count),
        _ => _random.Next(_corpus.Count),
    };

    private Exception? Execute(byte[] input)
    {
        Executions++;
        HitMap.Begin(_target.Steps(input.Length));
        try
        {
            _target.Try(input);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            HitMap.End();
        }
    }

    private static string KeyOf(Exception exception) =>
        exception is PromiseBroken broken ? broken.Promise : exception.GetType().Name;

    private static string TextOf(Exception exception) =>
        exception is PromiseBroken broken ? broken.Message : exception.ToString();

    /// <summary>Leaves out what the new steps do not need: what else the input reached, others reach.</summary>
    private byte[] Trim(byte[] input) =>
        Reduce(input, TrimTries, smaller => Execute(smaller) is null && Edges.HoldsNews());

    private byte[] Shrink(byte[] input, string key) =>
        Reduce(input, ShrinkTries, smaller => Execute(smaller) is { } exception && KeyOf(exception) == key);

    private static byte[] Reduce(byte[] input, int tries, Predicate<byte[]> isAsGood)
    {
        byte[] best = input;
        for (int part = Math.Max(1, input.Length / 2); part >= 1 && tries > 0; part /= 2)
        {
            for (int at = 0; at < best.Length && tries > 0;)
            {
                byte[] smaller = [.. best[..at], .. best[Math.Min(best.Length, at + part)..]];
                tries--;
                if (isAsGood(smaller))
                {
                    best = smaller;
                }
                else
                {
                    at += part;
                }
            }
        }

        return best;
    }
}
