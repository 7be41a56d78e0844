using System;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Time;

namespace LvsMon.Linux.Tests.Support;

/// <summary>A runner in a wait, and what its child has said; the loop of a test.</summary>
internal sealed class CommandHarness : ICommandOutput, IDisposable
{
    private const long LongUs = 20_000_000;
    private readonly MonotonicClock _clock = new();
    private readonly ISocketSet _set;
    private readonly Ready[] _ready = new Ready[8];
    private readonly StringBuilder _standard = new();
    private readonly StringBuilder _error = new();
    private readonly CommandRunner _runner;

    internal CommandHarness(string kind = "epoll")
    {
        _set = SocketSets.Create(kind);
        _runner = new CommandRunner((IWaitRegistry)_set);
    }

    internal ICommandRunner Runner => _runner;

    internal string StandardText => _standard.ToString();

    internal string ErrorText => _error.ToString();

    internal int Turns { get; private set; }

    internal int LargestPiece { get; private set; }

    internal int BytesOfThisTurn { get; private set; }

    internal int MostBytesOfATurn { get; private set; }

    /// <summary>Runs a command to its end.</summary>
    internal CommandExit Run(string input, string path, params string[] arguments)
    {
        Start(input, path, arguments);
        return Finish();
    }

    internal CommandExit Shell(string script) => Run(string.Empty, "/bin/sh", "-c", script);

    internal void Start(string input, string path, params string[] arguments)
    {
        OsError error = Runner.Start(Runner.Prepare(path, arguments), Encoding.UTF8.GetBytes(input));
        if (error != OsError.None)
        {
            throw new InvalidOperationException($"{path}: {error}");
        }
    }

    internal CommandExit Finish()
    {
        long until = _clock.NowUs + LongUs;
        while (_clock.NowUs < until)
        {
            if (Turn(until, out CommandExit exit))
            {
                return exit;
            }
        }

        throw new TimeoutException("the child did not end");
    }

    /// <summary>Goes on until the child has said something on standard output that ends with a text.</summary>
    internal void WaitForText(string text)
    {
        long until = _clock.NowUs + LongUs;
        while (!StandardText.EndsWith(text, StringComparison.Ordinal))
        {
            if (Turn(until, out _) || _clock.NowUs >= until)
            {
                throw new TimeoutException($"the child did not say {text} but {StandardText}{ErrorText}");
            }
        }
    }

    /// <summary>What one wait of a few milliseconds reports.</summary>
    internal int WaitBriefly() => _set.Wait(_clock.NowUs + 5_000, _ready);

    public void Standard(ReadOnlySpan<byte> bytes) => Take(_standard, bytes);

    public void Error(ReadOnlySpan<byte> bytes) => Take(_error, bytes);

    public void Dispose()
    {
        _runner.Dispose();
        _set.Dispose();
    }

    private bool Turn(long until, out CommandExit exit)
    {
        Turns++;
        BytesOfThisTurn = 0;
        _set.Wait(until, _ready);
        return Runner.Advance(this, out exit);
    }

    private void Take(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        text.Append(Encoding.Latin1.GetString(bytes));
        LargestPiece = Math.Max(LargestPiece, bytes.Length);
        BytesOfThisTurn += bytes.Length;
        MostBytesOfATurn = Math.Max(MostBytesOfATurn, BytesOfThisTurn);
    }
}
