using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Peers;

/// <summary>Pieces of scripts that all kinds of peers share.</summary>
internal static class Scripts
{
    /// <summary>A good peer has ended every step this soon, microseconds; all deadlines are longer.</summary>
    public const int GoodStepUs = 20_000;

    /// <summary>A peer that is slow and still good has ended every step this soon, microseconds.</summary>
    public const int SlowStepUs = 90_000;

    /// <summary>A peer at the edge needs at most so long, microseconds: more than some deadlines.</summary>
    public const int EdgeUs = 1_200_000;

    /// <summary>Errors of our own that a call may answer.</summary>
    public static readonly OsError[] LocalErrors =
    [
        OsError.NoDescriptor, OsError.NoLocalPort, OsError.NoMemory, OsError.NoLocalAddress, OsError.NoRoute,
        OsError.NotPermitted, OsError.Other,
    ];

    /// <summary>Errors of our own that come up later.</summary>
    public static readonly OsError[] LateLocalErrors = [OsError.NoMemory, OsError.Other];

    /// <summary>Adds a text in pieces of random sizes, cut anywhere.</summary>
    public static void Pieces(List<PeerStep> steps, string text, int stepUs, Draw draw)
    {
        ReadOnlySpan<char> rest = text;
        for (int piece = 0; piece < 3 && rest.Length > 1 && !draw.Once(3); piece++)
        {
            int length = draw.Between(1, rest.Length - 1);
            steps.Add(PeerStep.Say(rest[..length].ToString(), draw.Below(stepUs)));
            rest = rest[length..];
        }

        steps.Add(PeerStep.Say(rest.ToString(), draw.Below(stepUs)));
    }

    /// <summary>What may come behind a good answer, which nobody may look at.</summary>
    public static void More(List<PeerStep> steps, Draw draw)
    {
        PeerStep? more = draw.Below(5) switch
        {
            0 => PeerStep.End(draw.Below(3_000)),
            1 => PeerStep.Reset(draw.Below(3_000)),
            2 => PeerStep.Flood(draw.Below(3_000)),
            3 => PeerStep.Say("\x01\xff\nmore after the end\r\n", draw.Below(3_000)),
            _ => null,
        };
        if (more is { } last)
        {
            steps.Add(last);
        }
    }
}
