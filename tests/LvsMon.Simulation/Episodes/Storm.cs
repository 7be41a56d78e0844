using System;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Simulation.Peers;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Episodes;

/// <summary>Makes the events of a storm happen to the world around the daemon.</summary>
internal sealed class Storm(World world)
{
    private static readonly OsError[] LocalErrors =
    [
        OsError.None, OsError.NoDescriptor, OsError.NoLocalPort, OsError.NoMemory, OsError.NotPermitted,
        OsError.NoRoute, OsError.Other,
    ];

    private static readonly string[] Settings = ["-s lc", "-s rr", "-s wlc -p 60", "-s sh -b sh-port"];

    /// <summary>What the operator has made of foreign services.</summary>
    public SimulatedTable Foreign { get; } = new();

    /// <summary>Makes an event happen that concerns only the world.</summary>
    /// <returns>False when it concerns the daemon itself.</returns>
    public bool Happen(in StormEvent one)
    {
        switch (one.Kind)
        {
            case StormKind.Peer:
                world.Hosts[one.A % world.Hosts.Peers] = (PeerMode)one.B;
                return true;
            case StormKind.Host:
                SetHost(one.A % (PeerHosts.Count + 1), (PeerMode)one.B);
                return true;
            case StormKind.Network:
                SetAll((PeerMode)one.B);
                return true;
            case StormKind.LocalError:
                world.Sockets.LocalError = LocalErrors[one.A];
                return true;
            case StormKind.Descriptors:
                world.Sockets.Descriptors = one.A == 0 ? int.MaxValue : one.A - 1;
                return true;
            case StormKind.Stall:
                world.Raw.StallAt(world.Clock.NowUs + one.B, one.A, stopsPeers: (one.C & 1) == 1);
                return true;
            case StormKind.Lag:
                world.Clock.Advance(one.A);
                return true;
            case StormKind.Oversleep:
                world.Raw.OversleepUs = one.A;
                return true;
            case StormKind.Toll:
                world.Sockets.TollUs = one.A;
                return true;
            case StormKind.Wakes:
                world.Sockets.WakesForNothing = one.A;
                return true;
            case StormKind.WallStep:
                world.WallClock.OffsetUs += (one.A - (1L << 19)) * 1_000_000;
                return true;
            default:
                return HappenElsewhere(one);
        }
    }

    /// <summary>The end of all faults; peers are from now on as given.</summary>
    public void Calm(PeerMode[] truth)
    {
        for (int peer = 0; peer < truth.Length; peer++)
        {
            world.Hosts[peer] = truth[peer];
        }

        world.Sockets.LocalError = OsError.None;
        world.Sockets.Descriptors = int.MaxValue;
        world.Raw.OversleepUs = 0;
        world.Sockets.WakesForNothing = 0;
        world.Sockets.TollUs = 0;
        world.Log.Refusal = OsError.None;
        world.Log.Room = int.MaxValue;
        world.StateFile.Error = OsError.None;
        world.OrdersFile.Error = OsError.None;
        world.Settings.ReadError = OsError.None;
        world.Settings.WriteError = OsError.None;
        world.Ipvsadm.Calm();
        world.Notify.Calm();
        world.Sessions.Calm();
        world.Control.Calm();
    }

    /// <summary>Foreign services are as the operator left them.</summary>
    public void CheckForeign()
    {
        world.Ipvsadm.CatchUp();
        foreach (string selector in ServiceShape.Foreign)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(selector);
            TableService? wish = Foreign.Find(bytes);
            TableService? found = world.Ipvsadm.Table.Find(bytes);
            bool isSame = wish is null ? found is null
                : found is not null && found.Settings.Is(wish.Settings.Bytes) && HasAll(wish, found)
                    && found.Count == wish.Count;
            if (!isSame)
            {
                throw new SimulationFailure($"the foreign service {selector} was touched");
            }
        }
    }

    private static bool HasAll(TableService wish, TableService found)
    {
        foreach (ref readonly TableEntry entry in wish.Entries)
        {
            int place = found.Find(entry.Endpoint.Bytes);
            if (place < 0 || !found.Entries[place].Same(entry))
            {
                return false;
            }
        }

        return true;
    }

    private bool HappenElsewhere(in StormEvent one)
    {
        switch (one.Kind)
        {
            case StormKind.Log:
                world.Log.Refusal = one.A is 1 or 2 ? OsError.NotFound : one.A == 3 ? OsError.Refused : OsError.None;
                world.Log.Room = one.A > 3 ? one.B : int.MaxValue;
                return true;
            case StormKind.Child:
                world.Ipvsadm.Script((ChildFault)one.A, one.B);
                return true;
            case StormKind.Undying:
                world.Ipvsadm.UndyingUntilUs = world.Clock.NowUs + one.A;
                world.Ipvsadm.Script(ChildFault.Undying, 1);
                return true;
            case StormKind.Notify:
                world.Notify.Script((NotifyFault)one.A, one.B, one.C);
                return true;
            case StormKind.Sessions:
                world.Sessions.Script((SessionFault)one.A, one.B);
                return true;
            case StormKind.Operator:
                Operate(one);
                return true;
            case StormKind.Foreign:
                OperateForeign(one);
                return true;
            case StormKind.Clear:
                world.Ipvsadm.Operate("-C"u8);
                Foreign.Apply(TableLine.Read("-C"u8));
                return true;
            case StormKind.Settings:
                SetSettings(one.A);
                return true;
            case StormKind.StateFile:
                world.StateFile.Error = one.A == 0 ? OsError.None : OsError.Other;
                world.OrdersFile.Error = one.A is 0 or 1 ? OsError.None : OsError.NoSpace;
                return true;
            default:
                return false;
        }
    }

    private void SetHost(int host, PeerMode mode)
    {
        for (int kind = 0; kind < PeerBook.Kinds; kind++)
        {
            world.Hosts[PeerHosts.At(host, (PeerKind)kind)] = mode;
        }
    }

    private void SetAll(PeerMode mode)
    {
        for (int host = 0; host <= PeerHosts.Count; host++)
        {
            SetHost(host, mode);
        }
    }

    private void SetSettings(int what)
    {
        for (int i = 0; i < 3; i++)
        {
            world.Settings[i] = (what >> i) & 1;
        }

        world.Settings.ReadError = (what >> 3) % 5 == 0 ? OsError.NotFound : OsError.None;
        world.Settings.WriteError = (what >> 6) % 4 == 0 ? OsError.NotPermitted : OsError.None;
    }

    private void Operate(in StormEvent one)
    {
        ServiceShape shape = ServiceShape.Stock[one.A % ServiceShape.Stock.Length];
        int host = 1 + (one.B % PeerHosts.Count);
        int port = shape.Head.StartsWith("fwmark", StringComparison.Ordinal) ? 0 : shape.Port;
        string endpoint = shape.IsV6 ? $"[2001:db8::1:{host:x}]:{port}" : $"10.1.0.{host}:{port}";
        world.Ipvsadm.Operate(Encoding.ASCII.GetBytes(Command(shape.Selector, endpoint, one.C)));
    }

    private void OperateForeign(in StormEvent one)
    {
        string selector = ServiceShape.Foreign[one.A % ServiceShape.Foreign.Length];
        bool isV6 = selector.Contains('[', StringComparison.Ordinal)
            || selector.EndsWith("-6", StringComparison.Ordinal);
        int host = one.B % 7;
        string endpoint = isV6 ? $"[2001:db8::9:{host}]:80" : $"10.1.0.{host}:80";
        byte[] line = Encoding.ASCII.GetBytes(Command(selector, endpoint, one.C));
        world.Ipvsadm.Operate(line);
        Foreign.Apply(TableLine.Read(line));
    }

    private static string Command(string selector, string endpoint, int what)
    {
        string method = (what >> 4) % 3 == 0 ? "-g" : "-m";
        int weight = (what >> 6) % 9;
        return (what % 7) switch
        {
            0 or 1 => $"-A {selector} {Settings[(what >> 4) % Settings.Length]}",
            2 => $"-E {selector} {Settings[(what >> 4) % Settings.Length]}",
            3 => (what >> 4) % 3 == 0 ? $"-D {selector}" : $"-d {selector} -r {endpoint}",
            4 => $"-a {selector} -r {endpoint} {method} -w {weight}",
            5 => $"-e {selector} -r {endpoint} {method} -w {weight} -x 7 -y 2",
            _ => $"-d {selector} -r {endpoint}",
        };
    }
}
