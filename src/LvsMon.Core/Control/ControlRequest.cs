using System;
using System.Runtime.CompilerServices;

namespace LvsMon.Core.Control;

/// <summary>A request that was read: its members by <see cref="ControlField"/>. Texts stand in the line it was read
/// from.</summary>
internal ref struct ControlRequest
{
    private readonly ReadOnlySpan<byte> _line;
    private Values _values;
    private int _seen;

    /// <summary>Begins a request without members.</summary>
    public ControlRequest(ReadOnlySpan<byte> line)
    {
        _line = line;
    }

    /// <summary>What is asked.</summary>
    public ControlVerb Verb { get; set; }

    /// <summary>What it needs.</summary>
    public ControlPermission Permission { get; set; }

    /// <summary>Who asks.</summary>
    public uint UserId { get; set; }

    /// <summary>When, monotonic microseconds.</summary>
    public long NowUs { get; set; }

    /// <summary>The members that it has, a bit <c>1 &lt;&lt; number</c> each.</summary>
    public readonly int Seen => _seen;

    /// <summary>True when it has the member.</summary>
    public readonly bool Has(ControlField field) => (_seen & (1 << (int)field)) != 0;

    /// <summary>A text; empty without the member.</summary>
    public readonly ReadOnlySpan<byte> Text(ControlField field) =>
        _line.Slice(_values[(int)field].Start, _values[(int)field].Length);

    /// <summary>A number; 0 without the member.</summary>
    public readonly long Number(ControlField field) => _values[(int)field].Number;

    /// <summary>True when the member stands there and is true.</summary>
    public readonly bool Flag(ControlField field) => _values[(int)field].Number != 0;

    /// <summary>Notes the member that a reader stands at; a text stands in the line.</summary>
    public void Take(ControlField field, in FlatObjectReader reader)
    {
        _seen |= 1 << (int)field;
        ref Value value = ref _values[(int)field];
        value.Number = reader.Kind == FlatKind.Flag ? (reader.Flag ? 1 : 0) : reader.Number;
        if (!reader.Text.IsEmpty && _line.Overlaps(reader.Text, out int start))
        {
            value.Start = start;
            value.Length = reader.Text.Length;
        }
    }

    private struct Value
    {
        public long Number;
        public int Start;
        public int Length;
    }

    [InlineArray(ControlFields.Count)]
    private struct Values
    {
        private Value _first;
    }
}
