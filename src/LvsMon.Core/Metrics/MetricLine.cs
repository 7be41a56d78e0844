using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Metrics;

/// <summary>Writes lines of the text exposition format 0.0.4 into given memory; nothing allocates.</summary>
internal ref struct MetricLine
{
    private ByteWriter _text;
    private bool _hasLabels;

    /// <summary>Begins at the beginning of a buffer.</summary>
    public MetricLine(Span<byte> buffer)
    {
        _text = new ByteWriter(buffer);
    }

    /// <summary>Bytes written.</summary>
    public readonly int Length => _text.Length;

    /// <summary>True when it did not all fit.</summary>
    public readonly bool Overflowed => _text.Overflowed;

    /// <summary>The two lines before a family's series.</summary>
    public void Head(MetricFamily family)
    {
        _text.Bytes("# HELP "u8);
        _text.Ascii(family.Name);
        _text.Byte((byte)' ');
        _text.Ascii(family.Help);
        _text.Bytes("\n# TYPE "u8);
        _text.Ascii(family.Name);
        _text.Bytes(family.Type switch
        {
            MetricType.Gauge => " gauge\n"u8,
            MetricType.Counter => " counter\n"u8,
            _ => " histogram\n"u8,
        });
    }

    /// <summary>Begins a series.</summary>
    public void Name(string name, scoped ReadOnlySpan<byte> suffix)
    {
        _text.Ascii(name);
        _text.Bytes(suffix);
        _hasLabels = false;
    }

    /// <summary>A label of a name of ours.</summary>
    public void Label(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<char> value)
    {
        BeginLabel(name);
        foreach (char c in value)
        {
            // The format wants these two and the line end escaped; names have no line end.
            if (c is '"' or '\\')
            {
                _text.Byte((byte)'\\');
            }

            _text.Byte(c is >= ' ' and <= '~' ? (byte)c : (byte)'?');
        }

        _text.Byte((byte)'"');
    }

    /// <summary>A label of words of ours, with <c>-</c> for blanks.</summary>
    public void LabelWords(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> words)
    {
        BeginLabel(name);
        foreach (byte b in words)
        {
            _text.Byte(b == ' ' ? (byte)'-' : b);
        }

        _text.Byte((byte)'"');
    }

    /// <summary>A label of an address with its port.</summary>
    public void Label(scoped ReadOnlySpan<byte> name, in Endpoint endpoint)
    {
        BeginLabel(name);
        _text.Endpoint(endpoint);
        _text.Byte((byte)'"');
    }

    /// <summary>The label of a bucket.</summary>
    public void UpTo(long boundUs)
    {
        BeginLabel("le"u8);
        Seconds(boundUs);
        _text.Byte((byte)'"');
    }

    /// <summary>The label of the last bucket.</summary>
    public void UpToAll()
    {
        BeginLabel("le"u8);
        _text.Bytes("+Inf\""u8);
    }

    /// <summary>The value, and the line's end.</summary>
    public void Value(MetricValue value)
    {
        _text.Bytes(_hasLabels ? "} "u8 : " "u8);
        if (value.IsTime)
        {
            Seconds(value.Number);
        }
        else
        {
            _text.Number(value.Number);
        }

        _text.Byte((byte)'\n');
    }

    private void BeginLabel(scoped ReadOnlySpan<byte> name)
    {
        _text.Byte(_hasLabels ? (byte)',' : (byte)'{');
        _hasLabels = true;
        _text.Bytes(name);
        _text.Bytes("=\""u8);
    }

    /// <summary>Microseconds, not negative, as seconds: exact, without zeros at the end.</summary>
    private void Seconds(long us)
    {
        const int UsPerSecond = 1_000_000;
        _text.Number(us / UsPerSecond);
        int rest = (int)(us % UsPerSecond);
        if (rest == 0)
        {
            return;
        }

        _text.Byte((byte)'.');
        for (int digit = UsPerSecond / 10; rest > 0; digit /= 10)
        {
            _text.Byte((byte)('0' + (rest / digit)));
            rest %= digit;
        }
    }
}
