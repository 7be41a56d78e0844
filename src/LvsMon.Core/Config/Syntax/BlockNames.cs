using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>Blocks in words.</summary>
internal static class BlockNames
{
    private static readonly BlockKinds[] Kinds =
        [BlockKinds.Global, BlockKinds.Defaults, BlockKinds.Virtual, BlockKinds.Real, BlockKinds.Check];

    /// <summary>The word that opens a block of one kind.</summary>
    public static string Of(BlockKinds block) => block switch
    {
        BlockKinds.Global => "global",
        BlockKinds.Defaults => "defaults",
        BlockKinds.Virtual => "virtual",
        BlockKinds.Real => "real",
        BlockKinds.Check => "check",
        _ => "this block",
    };

    /// <summary>Where to write something: <c>in global</c>, <c>in virtual or real</c>, <c>outside every
    /// block</c>.</summary>
    public static string In(BlockKinds blocks)
    {
        List<string> names = [];
        foreach (BlockKinds kind in Kinds)
        {
            if ((blocks & kind) != 0)
            {
                names.Add(Of(kind));
            }
        }

        string inside = names.Count switch
        {
            0 => "",
            1 => $"in {names[0]}",
            _ => $"in {string.Join(", ", names.GetRange(0, names.Count - 1))} or {names[^1]}",
        };
        bool outside = (blocks & BlockKinds.Top) != 0;
        return (outside, inside.Length) switch
        {
            (false, _) => inside,
            (true, 0) => "outside every block",
            _ => $"outside every block or {inside}",
        };
    }
}
