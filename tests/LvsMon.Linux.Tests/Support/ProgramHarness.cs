using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Time;
using LvsMon.Linux.Tls;

namespace LvsMon.Linux.Tests.Support;

/// <summary>A set with programs, moved on as the loop does it.</summary>
internal sealed class ProgramHarness : IDisposable
{
    private const long LongUs = 20_000_000;
    private const int Slots = 40;
    private readonly Ready[] _ready = new Ready[8];
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly StringBuilder[] _output = [.. Enumerable.Range(0, Slots).Select(_ => new StringBuilder())];
    private readonly bool[] _stands = new bool[Slots];

    internal ProgramHarness(string kind = "epoll")
    {
        ISocketSet bottom = SocketSets.Create(kind);
        Set = new ProgramSet(new SecureSocketSet(bottom), (IWaitRegistry)bottom, Clock);
        Set.Grow(Slots);
    }

    internal MonotonicClock Clock { get; } = new();

    internal ProgramSet Set { get; }

    /// <summary>Slots whose program has started, in order.</summary>
    internal List<int> Started { get; } = new(Slots);

    /// <summary>Slots whose program has ended, in order.</summary>
    internal List<int> Ended { get; } = new(Slots);

    internal static Endpoint Target { get; } = new(IpAddress.FromV4(0x0A000001), 80);

    internal static ExternalProgram Shell(string script) => Program("/bin/sh", "-c", script);

    internal static ExternalProgram Program(string path, params string[] arguments) =>
        new(path, [.. arguments.Select(text => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(text)))]);

    internal string Output(int slot = 0) => _output[slot].ToString();

    internal void Run(ExternalProgram program, int slot = 0, Endpoint? target = null, IpAddress source = default)
    {
        _stands[slot] = false;
        _output[slot].Clear();
        Set.Run(slot, program, target ?? Target, source);
    }

    /// <summary>Runs a shell script to its end.</summary>
    /// <returns>Its status and what it said.</returns>
    internal (int Status, string Output) RunShell(string script) => RunToEnd(Shell(script));

    internal (int Status, string Output) RunToEnd(ExternalProgram program)
    {
        Ended.Clear();
        Run(program);
        Until(() => Ended.Count > 0);
        (int, string) end = (Set.ExitStatus(0), Output());
        Set.Close(0);
        return end;
    }

    /// <summary>Runs a shell script in another slot.</summary>
    /// <returns>What it said.</returns>
    internal string RunShellIn(int slot, string script)
    {
        Run(Shell(script), slot);
        Until(() => Ended.Contains(slot));
        Set.Close(slot);
        return Output(slot);
    }

    /// <summary>Turns until something is so.</summary>
    internal void Until(Func<bool> isSo)
    {
        long until = Clock.NowUs + LongUs;
        while (!isSo())
        {
            if (Clock.NowUs >= until)
            {
                throw new TimeoutException("it did not come: " + Output());
            }

            Turn(Clock.NowUs + 50_000);
        }
    }

    /// <summary>One wait and what the loop does after it.</summary>
    /// <returns>How many slots were reported.</returns>
    internal int Turn(long untilUs)
    {
        int count = Set.Wait(untilUs, _ready);
        for (int index = 0; index < count; index++)
        {
            Advance(_ready[index].Slot);
        }

        return count;
    }

    public void Dispose() => Set.Dispose();

    private void Advance(int slot)
    {
        if (!_stands[slot])
        {
            if (Set.FinishConnect(slot) == OsError.None)
            {
                _stands[slot] = true;
                Started.Add(slot);
            }

            return;
        }

        while (Set.Receive(slot, _buffer, out int received) == OsError.None)
        {
            if (received == 0)
            {
                Ended.Add(slot);
                return;
            }

            _output[slot].Append(Encoding.Latin1.GetString(_buffer, 0, received));
        }
    }
}
