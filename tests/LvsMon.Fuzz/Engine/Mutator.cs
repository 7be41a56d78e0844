using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace LvsMon.Fuzz.Engine;

/// <summary>Makes a new input of known ones: a few changes, each small or of a whole line, and now and then a
/// splice.</summary>
internal sealed class Mutator
{
    // One, two or four changes; of those behind the first every second one stands near the one before it.
    private const int MostDoublings = 2;
    private const int Nearness = 12;

    private static readonly byte[] Likely =
        Encoding.Latin1.GetBytes("\0\t\n\r \"#$%()*+,-./09:;<=?@AZ[\\]_az{}~\x7F\x80\xC3\xFF");

    private readonly Random _random;
    private readonly List<byte[]> _words = [];
    private readonly int _maxLength;
    private readonly List<byte> _work = [];

    internal Mutator(Random random, IReadOnlyList<string> words, int maxLength)
    {
        _random = random;
        _maxLength = maxLength;
        foreach (string word in words)
        {
            _words.Add(Encoding.Latin1.GetBytes(word));
        }
    }

    /// <summary>The next input.</summary>
    /// <param name="parent">What it comes from.</param>
    /// <param name="other">What may be spliced into it.</param>
    internal byte[] Next(byte[] parent, byte[] other)
    {
        _work.Clear();
        _work.AddRange(parent);
        if (_random.Next(8) == 0)
        {
            Splice(other);
        }

        int at = _random.Next(_work.Count + 1);
        for (int changes = 1 << _random.Next(MostDoublings + 1); changes > 0; changes--)
        {
            Change(at, other);
            int near = at + _random.Next(-Nearness, Nearness + 1);
            at = _random.Next(2) == 0 ? _random.Next(_work.Count + 1) : Math.Clamp(near, 0, _work.Count);
        }

        if (_work.Count > _maxLength)
        {
            _work.RemoveRange(_maxLength, _work.Count - _maxLength);
        }

        return [.. _work];
    }

    private void Change(int at, byte[] other)
    {
        switch (_random.Next(14))
        {
            case 0 when at < _work.Count:
                _work[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < _work.Count:
                _work[at] = Byte();
                break;
            case 2:
                _work.Insert(at, Byte());
                break;
            case 3:
                _work.RemoveRange(at, Math.Min(_random.Next(1, 9), _work.Count - at));
                break;
            case 4 or 5:
                _work.InsertRange(at, Word());
                break;
            case 6:
                Replace(at, Word());
                break;
            case 7:
                Number(at);
                break;
            case 8:
                Repeat(at);
                break;
            case 9:
                RemoveLine(at);
                break;
            case 10:
                InsertLine(at, other);
                break;
            case 11 or 12 when at < _work.Count:
                _work.Insert(at, _work[at]);
                break;
            default:
                SwapWords(at);
                break;
        }
    }

    private byte Byte() => _random.Next(2) == 0 ? Likely[_random.Next(Likely.Length)] : (byte)_random.Next(256);

    private byte[] Word() => _words[_random.Next(_words.Count)];

    private void Splice(byte[] other)
    {
        int at = _random.Next(_work.Count + 1);
        int from = _random.Next(other.Length + 1);
        _work.RemoveRange(at, _work.Count - at);
        _work.AddRange(other.AsSpan(from).ToArray());
    }

    private void Replace(int at, byte[] word)
    {
        int end = at;
        while (end < _work.Count && !IsBlank(_work[end]))
        {
            end++;
        }

        _work.RemoveRange(at, end - at);
        _work.InsertRange(at, word);
    }

    // Another number in place of the next one: near it, or at an edge of a type.
    private void Number(int at)
    {
        int start = _work.FindIndex(at, static b => b is >= (byte)'0' and <= (byte)'9');
        if (start < 0)
        {
            return;
        }

        int end = start;
        while (end < _work.Count && end - start < 18 && _work[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        long value = long.Parse(
            Encoding.ASCII.GetString([.. _work.GetRange(start, end - start)]), CultureInfo.InvariantCulture);
        long next = _random.Next(4) switch
        {
            0 => value + _random.Next(-2, 3),
            1 => (1L << _random.Next(40)) - _random.Next(2),
            2 => value * 10,
            _ => _random.Next(300),
        };
        _work.RemoveRange(start, end - start);
        _work.InsertRange(start, Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture)));
    }

    private void Repeat(int at)
    {
        List<byte> part = _work.GetRange(at, Math.Min(_random.Next(1, 40), _work.Count - at));
        for (int times = _random.Next(20) == 0 ? 40 : 1; times > 0 && _work.Count < _maxLength; times--)
        {
            _work.InsertRange(at, part);
        }
    }

    private void RemoveLine(int at)
    {
        int start = LineStart(at);
        int end = _work.IndexOf((byte)'\n', start);
        _work.RemoveRange(start, (end < 0 ? _work.Count : end + 1) - start);
    }

    private void InsertLine(int at, byte[] other)
    {
        ReadOnlySpan<byte> rest = other.AsSpan(_random.Next(other.Length + 1));
        int start = rest.IndexOf((byte)'\n') + 1;
        int length = rest[start..].IndexOf((byte)'\n') + 1;
        _work.InsertRange(LineStart(at), rest.Slice(start, length == 0 ? rest.Length - start : length).ToArray());
    }

    private void SwapWords(int at)
    {
        int first = _work.FindIndex(at, IsBlank);
        int second = first < 0 ? -1 : _work.FindIndex(first + 1, IsBlank);
        if (second >= 0)
        {
            List<byte> word = _work.GetRange(first, second - first);
            _work.RemoveRange(first, second - first);
            _work.InsertRange(at, word);
        }
    }

    private int LineStart(int at) => at == 0 ? 0 : _work.LastIndexOf((byte)'\n', at - 1) + 1;

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
