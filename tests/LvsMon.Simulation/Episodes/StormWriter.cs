using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Simulation.Peers;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Episodes;

/// <summary>Draws what happens in a storm. Each storm has weather of its own: some kinds often, some never.</summary>
internal static class StormWriter
{
    private static readonly StormKind[] Kinds = Enum.GetValues<StormKind>();

    private static readonly NotifyFault[] Dawdlers =
        [NotifyFault.Slow, NotifyFault.Hangs, NotifyFault.EndsWellOnTerm, NotifyFault.IgnoresTerm];

    /// <summary>Draws the events of a storm.</summary>
    public static StormEvent[] Write(Draw draw, long durationUs, int turns)
    {
        List<(StormKind Kind, int Share)> weather = [];
        int shares = 0;
        foreach (StormKind kind in Kinds)
        {
            int share = ShareOf(kind) * draw.Below(4);
            if (share > 0)
            {
                weather.Add((kind, share));
                shares += share;
            }
        }

        // Where little else happens, hosts that go and come have falls and holds behind each other.
        bool isFlapping = draw.Once(3);
        int count = Math.Max(4, turns / (isFlapping ? draw.Between(60, 300) : draw.Between(2, 40)));
        List<StormEvent> events = [];
        for (int i = 0; i < count; i++)
        {
            long atUs = (long)(draw.Bits() % (ulong)Math.Max(1, durationUs));
            events.Add(Make(draw, Pick(draw, weather, shares), atUs, durationUs));
            if (isFlapping && events[^1].Kind is StormKind.Peer or StormKind.Host)
            {
                Flap(draw, events, durationUs / turns * draw.Between(200, 1_200));
            }
            else if (Visits.IsSlow(events[^1]) && draw.Once(2))
            {
                // A configuration that overtakes an answer.
                atUs += durationUs / turns * draw.Between(2, 40);
                events.Add(Make(draw, StormKind.Reload, atUs, durationUs));
            }
        }

        return [.. events.OrderBy(one => one.AtUs)];
    }

    /// <summary>A host that goes and comes, so often that it is held down.</summary>
    private static void Flap(Draw draw, List<StormEvent> events, long everyUs)
    {
        StormEvent first = events[^1];
        int count = draw.Between(4, 24);
        for (int i = 1; i < count; i++)
        {
            int mode = (int)(i % 2 == 0 ? PeerMode.Good : PeerMode.Refuse);
            long atUs = first.AtUs + (i * everyUs);
            events.Add(first with { Kind = StormKind.Host, AtUs = atUs, B = mode });
        }
    }

    private static int ShareOf(StormKind kind) => kind switch
    {
        StormKind.Peer => 60,
        StormKind.Host or StormKind.Operator or StormKind.Child => 12,
        StormKind.Network or StormKind.Crash or StormKind.Restart or StormKind.Clear => 2,
        StormKind.Lag or StormKind.Foreign or StormKind.Reload or StormKind.Order or StormKind.Notify => 5,
        StormKind.Control => 12,
        _ => 4,
    };

    private static StormKind Pick(Draw draw, List<(StormKind Kind, int Share)> weather, int shares)
    {
        int at = shares == 0 ? -1 : draw.Below(shares);
        foreach ((StormKind kind, int share) in weather)
        {
            at -= share;
            if (at < 0)
            {
                return kind;
            }
        }

        return StormKind.Peer;
    }

    private static StormEvent Make(Draw draw, StormKind kind, long atUs, long durationUs)
    {
        int a = draw.Below(1 << 20);
        int b = draw.Below(1 << 20);
        int c = draw.Below(1 << 20);
        switch (kind)
        {
            case StormKind.Peer or StormKind.Host or StormKind.Network:
                b = (int)(draw.Once(2) ? PeerMode.Good : (PeerMode)draw.Below(PeerBook.Modes));
                break;
            case StormKind.LocalError or StormKind.Descriptors or StormKind.Log or StormKind.StateFile:
                a = draw.Once(2) ? 0 : draw.Between(1, 6);
                b = draw.Below(30);
                break;
            case StormKind.Stall:
                a = (int)draw.UpToUs(draw.Once(3) ? 20_000_000 : 900_000);
                b = (int)draw.UpToUs(400_000);
                break;
            case StormKind.Lag:
                a = (int)draw.UpToUs(draw.Once(4) ? 4_000_000 : 100_000);
                break;
            case StormKind.Oversleep:
                a = draw.Once(2) ? 0 : draw.Between(10, 20_000);
                break;
            case StormKind.Toll:
                a = draw.Once(2) ? 0 : draw.Between(2, 500);
                break;
            case StormKind.Wakes:
                a = draw.Once(2) ? 0 : draw.Between(1, 40);
                break;
            case StormKind.Child:
                a = draw.Below((int)ChildFault.Undying + 1);
                bool isSeldom = a is (int)ChildFault.CutsOutput or (int)ChildFault.Garbled;
                b = isSeldom ? 1 : 1 + (draw.Below(4) * draw.Below(4));
                break;
            case StormKind.Notify:
                // Most often they take their time: then changes meet on the way.
                a = draw.Once(3) ? draw.Below((int)NotifyFault.Undying + 1) : (int)draw.Of<NotifyFault>(Dawdlers);
                b = 1 + (draw.Below(6) * draw.Below(6));
                c = (int)draw.UpToUs(Math.Min(durationUs, 60_000_000));
                break;
            case StormKind.Sessions:
                a = draw.Below((int)SessionFault.Slow + 1);
                a = a == (int)SessionFault.Endless && !draw.Once(4) ? (int)SessionFault.Long : a;
                b = a == (int)SessionFault.Endless ? 1 : 1 + (draw.Below(3) * draw.Below(4));
                break;
            case StormKind.Undying:
                a = (int)draw.UpToUs(Math.Min(durationUs, 60_000_000));
                break;
            case StormKind.Crash:
                a = draw.Below(draw.Once(2) ? 40 : 600);
                b = (int)draw.UpToUs(20_000_000);
                break;
            case StormKind.Restart:
                b = (int)draw.UpToUs(20_000_000);
                break;
        }

        return new StormEvent(atUs, kind, a, b, c);
    }
}
