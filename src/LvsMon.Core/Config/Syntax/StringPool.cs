using System;

namespace LvsMon.Core.Config.Syntax;

/// <summary>
/// Gives equal short words one string: a file with 100 000 real servers holds the word <c>weight</c> once. A slot keeps
/// the last word that fell into it, so the pool never grows.
/// </summary>
internal sealed class StringPool
{
    private const int Slots = 512;
    private const int LongestKept = 24;

    private readonly string?[] _slots = new string?[Slots];

    public string Get(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > LongestKept)
        {
            return word.ToString();
        }

        uint hash = (uint)word.Length;
        foreach (char c in word)
        {
            hash = (hash * 31) + c;
        }

        ref string? slot = ref _slots[(hash ^ (hash >> 9)) % Slots];
        if (slot is null || !word.SequenceEqual(slot))
        {
            slot = word.ToString();
        }

        return slot;
    }
}
