using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>One compiled check, and what every check promises for an answer.</summary>
internal sealed class CheckPlay
{
    private const int EvidenceBytes = 64;

    private static readonly SourceSpan Place = new(0, 1, 1, 1);

    private readonly CheckRunner _runner;
    private readonly DetailPool _details = new();
    private readonly FactText _text;
    private readonly byte[] _line = new byte[FactText.MaxBytes];

    internal CheckPlay(ICheckPlugin plugin, params string[] words)
    {
        CheckProgram program = Compile(plugin, words);
        Name = string.Join(' ', words);
        Allocates = words.Intersect(["--regex", "--expect-regex", "--capture"]).Any();
        MaxBytes = program.MaxBytes;
        _runner = new CheckRunner(program);
        _text = new FactText(OnePlan.Make("virtual tcp 192.0.2.1:80 {\nreal 10.0.0.1:80\n}\n"), _details);
    }

    /// <summary>The options.</summary>
    internal string Name { get; }

    /// <summary>Bytes it reads at most.</summary>
    internal int MaxBytes { get; }

    /// <summary>True for checks that stand outside the promise of a loop without allocation.</summary>
    private bool Allocates { get; }

    /// <summary>Compiles a check from options that are right.</summary>
    internal static CheckProgram Compile(ICheckPlugin plugin, string[] words)
    {
        Diagnostics diagnostics = new();
        List<Word> given = [.. words.Select(word => new Word(word, Place, Quoted: false))];
        CheckOptionValues values = CheckOptionParser.Parse(given, plugin.Options, Place, diagnostics);
        return plugin.Compile(values, new CheckOptionDiagnostics(values, Place, diagnostics))
            ?? throw new InvalidOperationException(string.Join(' ', words));
    }

    /// <summary>Plays an answer that the peer ends: at once, byte by byte, and in two pieces.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="cut">Where the first piece ends.</param>
    /// <returns>The one result.</returns>
    internal CheckResult Play(ReadOnlySpan<byte> answer, int cut)
    {
        Pieces(answer, answer.Length);
        CheckResult whole = _runner.Result;
        PromiseBroken.Unless(whole.Reason != CheckReason.None, "decided", $"{Name}: no result at the end");
        CheckEvidence(answer, whole);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pieces(answer, cut);
        CheckResult two = _runner.Result;
        Dribble(answer);
        if (!Allocates && GC.GetAllocatedBytesForCurrentThread() != before)
        {
            CheckAllocation(answer, cut);
        }

        if (two != whole || _runner.Result != whole)
        {
            throw new PromiseBroken(
                "one-verdict", $"{Name}: whole {whole}, cut at {cut} {two}, byte by byte {_runner.Result}");
        }

        CheckCap(answer, whole);

        CheckEvidence(answer, whole);
        return whole;
    }

    // The loop cuts at the cap; a check keeps it by itself too.
    private void CheckCap(ReadOnlySpan<byte> answer, CheckResult whole)
    {
        if (answer.Length > MaxBytes)
        {
            _runner.EnforceCap = false;
            Pieces(answer, answer.Length);
            _runner.EnforceCap = true;
            PromiseBroken.Unless(_runner.Result == whole, "own-cap", $"{Name}: without the loop's {_runner.Result}");
        }
    }

    // The first run of a method may allocate in the runtime; what allocates twice is ours.
    private void CheckAllocation(ReadOnlySpan<byte> answer, int cut)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pieces(answer, cut);
        Dribble(answer);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        PromiseBroken.Unless(bytes == 0, "no-allocation", $"{Name}: {bytes} bytes");
    }

    private void Pieces(ReadOnlySpan<byte> answer, int cut)
    {
        _runner.Connect();
        _runner.Receive(answer[..cut]);
        _runner.Receive(answer[cut..]);
        _runner.Close();
    }

    private void Dribble(ReadOnlySpan<byte> answer)
    {
        _runner.Connect();
        for (int i = 0; i < answer.Length && !_runner.IsDone; i++)
        {
            _runner.Receive(answer.Slice(i, 1));
        }

        _runner.Close();
    }

    // What is shown of a peer is short, the peer's, in its order, and makes one line of printable ASCII.
    private void CheckEvidence(ReadOnlySpan<byte> answer, CheckResult result)
    {
        ReadOnlySpan<byte> rest = answer;
        foreach (byte value in _runner.Evidence)
        {
            int at = rest.IndexOf(value);
            PromiseBroken.Unless(at >= 0, "evidence", $"{Name}: shows what the peer did not send");
            rest = rest[(at + 1)..];
        }

        PromiseBroken.Unless(_runner.Evidence.Length <= EvidenceBytes, "evidence", $"{Name}: is too long");
        Fact fact = new(FactKind.Down)
        {
            Service = 0,
            Real = 0,
            Reason = result.Reason,
            Number = result.Number,
            A = 1,
            B = 1,
            Sequence = 7,
            Detail = _details.KeepForeign(_runner.Evidence),
        };
        ReadOnlySpan<byte> line = _line.AsSpan(0, _text.Write(fact, _line));
        bool isPlain = line.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && line.EndsWith("; seq 7"u8);
        PromiseBroken.Unless(isPlain, "log-line", isPlain ? "" : $"{Name}: {Encoding.Latin1.GetString(line)}");
    }
}
