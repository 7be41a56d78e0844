using System;

namespace LvsMon.Fuzz.Targets;

/// <summary>Where an input is cut: anywhere, but the same input always at the same place.</summary>
internal static class Cuts
{
    /// <summary>A place from 0 to the length.</summary>
    internal static int Of(ReadOnlySpan<byte> input, uint salt = 2_166_136_261)
    {
        uint hash = salt;
        foreach (byte value in input)
        {
            hash = (hash ^ value) * 16_777_619;
        }

        return (int)(hash % (uint)(input.Length + 1));
    }
}
