using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>Random hosts, plans and troubles, all from one seed.</summary>
internal sealed class StormWorld
{
    public const int Hosts = 24;
    private readonly Random _random;
    private readonly long[] _changedUs = new long[Hosts];
    private readonly bool[] _connects = new bool[Hosts];
    private readonly bool[] _isGood = new bool[Hosts];
    private readonly int _timeoutMs;

    public StormWorld(int seed)
    {
        _random = new Random(seed);
        _timeoutMs = _random.Next(2) == 0 ? 300 : 900;
    }

    /// <summary>True when a check of the host begun at <paramref name="sinceUs"/> must not pass.</summary>
    public bool MustNotPass(int host, CheckProgram program, long sinceUs) =>
        _changedUs[host] < sinceUs && !(program is ConnectProgram ? _connects[host] : _isGood[host]);

    /// <summary>True when a check of the host begun at <paramref name="sinceUs"/> must not fail.</summary>
    public bool MustNotFail(int host, CheckProgram program, long sinceUs) =>
        _changedUs[host] < sinceUs && (program is ConnectProgram ? _connects[host] : _isGood[host]);

    public Plan NextPlan()
    {
        PlanFactory factory = new();
        int services = _random.Next(1, 4);
        for (int service = 1; service <= services; service++)
        {
            factory.Service(_random.Next(4) == 0 ? service + 10 : service);
            for (int host = 0; host < Hosts; host++)
            {
                int kind = _random.Next(10);
                if (kind == 0)
                {
                    factory.Unmonitored(host);
                }
                else if (kind < 5)
                {
                    CheckProgram own = ProgramOf(host);
                    bool isDouble = kind == 1 && own != FakePrograms.Connect;
                    factory.Real(host, NextTiming(), isDouble ? [FakePrograms.Connect, own] : [own]);
                    if (isDouble && _random.Next(2) == 0)
                    {
                        factory.RequireAny();
                    }
                }
            }
        }

        return factory.Build(_random.Next(1, 30));
    }

    /// <summary>Something happens, or nothing.</summary>
    public void Trouble(LoopHarness harness)
    {
        switch (_random.Next(40))
        {
            case < 10:
                ChangePeer(harness, _random.Next(Hosts), isGood: _random.Next(2) == 0);
                break;
            case 10:
                harness.Sockets.LocalError = _random.Next(2) == 0 ? OsError.None : OsError.NoLocalPort;
                break;
            case 11:
                harness.Sockets.DescriptorLimit = _random.Next(2) == 0 ? int.MaxValue : _random.Next(20);
                break;
            case 12:
                harness.Sockets.StallAt(harness.Clock.NowUs + _random.Next(100_000), _random.Next(200_000));
                break;
            case 13 when _random.Next(4) == 0:
                harness.Sockets.StallAt(harness.Clock.NowUs, 1_000_000 + _random.Next(4_000_000));
                break;
            case 14:
                harness.Sockets.OversleepUs = _random.Next(2) == 0 ? 0 : _random.Next(2) == 0 ? 60 : 5_000;
                break;
            case 15:
                bool isGood = _random.Next(3) > 0;
                for (int host = 0; host < Hosts; host++)
                {
                    ChangePeer(harness, host, isGood);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The end of all trouble.</summary>
    public void Calm(LoopHarness harness)
    {
        harness.Sockets.LocalError = OsError.None;
        harness.Sockets.DescriptorLimit = int.MaxValue;
        harness.Sockets.OversleepUs = 0;
        for (int host = 0; host < Hosts; host++)
        {
            ChangePeer(harness, host, isGood: true);
        }
    }

    public bool Reloads() => _random.Next(30) == 0;

    public long NextTurnUs() => _random.Next(50_000);

    private static CheckProgram ProgramOf(int host) => (host % 5) switch
    {
        0 => FakePrograms.Connect,
        1 => FakePrograms.Ping,
        2 => FakePrograms.Greeting,
        3 => FakePrograms.Buffered,
        _ => FakePrograms.Dialogue,
    };

    private Timing NextTiming() => Timings.Every(
        _random.Next(1, 4) * 100,
        rise: (uint)_random.Next(1, 4),
        fall: (uint)_random.Next(1, 4),
        fastMs: _random.Next(2) * 70,
        downMs: _random.Next(2) * 450,
        connectMs: _timeoutMs / 2,
        receiveMs: _timeoutMs / 2,
        timeoutMs: _timeoutMs);

    private void ChangePeer(LoopHarness harness, int host, bool isGood)
    {
        // The quick ones end well within every deadline, whatever lag there is.
        long delayUs = _random.Next(1, 4_000);
        SimulatedPeer peer = isGood ? Good(host, delayUs) : Bad(_random.Next(9), delayUs);
        _changedUs[host] = harness.Clock.NowUs;
        _isGood[host] = isGood;
        _connects[host] = peer.ConnectUs != SimulatedPeer.Never && peer.ConnectResult == OsError.None;
        harness.Put(host, peer);
    }

    private static SimulatedPeer Good(int host, long delayUs) => (host % 5) switch
    {
        0 => SimulatedPeer.Accepting(delayUs),
        1 => SimulatedPeer.Saying(
            PeerStep.Hear(4), PeerStep.Say("po", delayUs), PeerStep.Say("ng", delayUs), PeerStep.Reset()),
        2 => SimulatedPeer.Saying(PeerStep.Say("O", 0), PeerStep.Say("K and more", delayUs), PeerStep.End()),
        3 => SimulatedPeer.Saying(PeerStep.Say("O", delayUs), PeerStep.Say("K", delayUs), PeerStep.Flood()),
        _ => new SimulatedPeer
        {
            ConnectUs = delayUs,
            SendChunk = 2,
            Steps =
            [
                PeerStep.Say("a\n", delayUs), PeerStep.Hear(5), PeerStep.Say("b\n", delayUs),
                PeerStep.Hear(10), PeerStep.Say("c\n", delayUs),
            ],
        },
    };

    private static SimulatedPeer Bad(int kind, long delayUs) => kind switch
    {
        0 => SimulatedPeer.Refusing(delayUs),
        1 => SimulatedPeer.Silent(),
        2 => SimulatedPeer.Ending(OsError.HostUnreachable, delayUs),
        3 => SimulatedPeer.Ending(OsError.SelfConnect, delayUs),
        4 => SimulatedPeer.Saying(PeerStep.End(delayUs)),
        5 => SimulatedPeer.Saying(PeerStep.Say("x", delayUs), PeerStep.Reset(delayUs)),
        6 => SimulatedPeer.Saying(PeerStep.Flood(delayUs)),
        7 => SimulatedPeer.Repeating(PeerStep.Say("x", 30_000)),
        _ => new SimulatedPeer { ConnectUs = delayUs, Window = 1, Steps = [PeerStep.Say("O", delayUs)] },
    };
}
