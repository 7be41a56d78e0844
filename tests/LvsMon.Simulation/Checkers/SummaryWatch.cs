using System;
using System.Buffers.Text;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// Reads the lines that stand for several: they count what the facts say, real server by real server, and nothing newer
/// was told of one of them before.
/// </summary>
internal sealed class SummaryWatch(FactWatch facts)
{
    private const int MostReals = 1024;

    /// <summary>By real server, the number of the newest line or summary; those of another plan are only
    /// lower.</summary>
    private readonly long[] _newest = new long[MostReals];

    private readonly FactKind[] _first = new FactKind[MostReals];
    private readonly FactKind[] _last = new FactKind[MostReals];

    /// <summary>A new daemon begins to count.</summary>
    public void Begin() => Array.Clear(_newest);

    /// <summary>Takes a line that stands for itself.</summary>
    public void TakeSingle(long number)
    {
        if (facts.Sequence - number >= FactWatch.Kept || !IsSummable(in facts.FactOf(number)))
        {
            return;
        }

        int real = facts.FactOf(number).Real;
        if (number <= _newest[real])
        {
            throw new SimulationFailure($"line {number} about real server {real} comes after {_newest[real]}");
        }

        _newest[real] = number;
    }

    /// <summary>Takes a summary.</summary>
    /// <param name="line">The line without its head.</param>
    /// <returns>How many lines it stands for.</returns>
    public int Take(ReadOnlySpan<byte> line)
    {
        int tail = line.LastIndexOf("; seq "u8);
        long first = Number(line[(tail + 6)..], out int digits);
        long last = Number(line[(tail + 6 + digits + 1)..], out _);
        int count = (int)Number(line[(line[..tail].LastIndexOf("; "u8) + 2)..], out _);
        if (count < 1 || first < 1 || last > facts.Sequence || last - first + 1 < count)
        {
            throw LogWatch.Bad("a summary does not count right", line);
        }

        if (facts.Sequence - first < FactWatch.Kept)
        {
            Compare(line, first, last, count);
        }

        return count;
    }

    private static bool IsSummable(in Fact fact) => fact.Kind is FactKind.Up or FactKind.Down or FactKind.Held
        or FactKind.Released or FactKind.Flapping or FactKind.SlowStart;

    private static long Number(ReadOnlySpan<byte> text, out int digits) =>
        Utf8Parser.TryParse(text, out long number, out digits) ? number : -1;

    private void Compare(ReadOnlySpan<byte> line, long first, long last, int count)
    {
        int service = facts.FactOf(first).Service;
        Array.Clear(_first);
        Array.Clear(_last);
        int found = 0;
        for (long number = first; number <= last; number++)
        {
            ref readonly Fact fact = ref facts.FactOf(number);
            if (fact.Service != service || !IsSummable(in fact))
            {
                continue;
            }

            found++;
            if (_newest[fact.Real] >= number)
            {
                throw LogWatch.Bad($"{number} is summed up after {_newest[fact.Real]}", line);
            }

            _newest[fact.Real] = number;
            if (fact.Kind is FactKind.Up or FactKind.Down)
            {
                _first[fact.Real] = _first[fact.Real] == default ? fact.Kind : _first[fact.Real];
                _last[fact.Real] = fact.Kind;
            }
        }

        bool isWhole = IsSummable(in facts.FactOf(first)) && IsSummable(in facts.FactOf(last))
            && facts.FactOf(last).Service == service;
        if (found != count || !isWhole)
        {
            throw LogWatch.Bad($"a summary stands for {found} lines", line);
        }

        CompareStates(line);
    }

    private void CompareStates(ReadOnlySpan<byte> line)
    {
        int down = 0;
        int up = 0;
        int same = 0;
        for (int real = 0; real < MostReals; real++)
        {
            bool isChanged = _first[real] == _last[real];
            same += isChanged ? 0 : 1;
            down += isChanged && _last[real] == FactKind.Down ? 1 : 0;
            up += isChanged && _last[real] == FactKind.Up ? 1 : 0;
        }

        bool isRight = down > 0 ? line.StartsWith("DOWN more "u8) && Says(line, ": "u8, down, " real server"u8)
                && Says(line, "; "u8, up, " up ("u8) && Says(line, "; "u8, same, " changed and "u8)
            : up > 0 ? line.StartsWith("UP more "u8) && Says(line, ": "u8, up, " real server"u8)
                && Says(line, "; "u8, same, " changed and "u8)
            : line.StartsWith("MORE "u8) && (same == 0 || Says(line, ": "u8, same, " real server"u8));
        if (!isRight)
        {
            throw LogWatch.Bad($"{down} are down, {up} are up, {same} are as before", line);
        }
    }

    /// <summary>True when the line has the words with the number, or for 0 has them not.</summary>
    private static bool Says(ReadOnlySpan<byte> line, ReadOnlySpan<byte> before, int count, ReadOnlySpan<byte> words)
    {
        if (count == 0)
        {
            return line.IndexOf(words) < 0;
        }

        Span<byte> buffer = stackalloc byte[64];
        ByteWriter said = new(buffer);
        said.Bytes(before);
        said.Number(count);
        said.Bytes(words);
        return line.IndexOf(said.Written) >= 0;
    }
}
