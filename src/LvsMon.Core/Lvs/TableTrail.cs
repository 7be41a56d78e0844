using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// The last lines about real servers that were given to ipvsadm, and what became of each: a ring, for whoever asks why
/// a real server is or is not in the table. What is kept is the edit; its text is written anew when somebody asks.
/// </summary>
internal sealed class TableTrail
{
    /// <summary>Longest of ipvsadm's words that are kept, bytes.</summary>
    internal const int MaxSaid = 80;

    private const int Least = 16;
    private const int Most = 256;

    private readonly TableLayout _layout;
    private readonly Step[] _steps;
    private readonly byte[] _said;
    private readonly long[] _newest;
    private long _last;
    private long _firstPending = 1;

    /// <summary>An empty trail: two lines for each real server, within bounds.</summary>
    internal TableTrail(TableLayout layout)
    {
        _layout = layout;
        _steps = new Step[Math.Clamp(2 * layout.RealCount, Least, Most)];
        _said = new byte[_steps.Length * MaxSaid];
        _newest = new long[layout.RealCount];
    }

    /// <summary>An edit was given to ipvsadm; one that is not about a real server leaves no trace here. One that is
    /// tried again and again is one line with a count, or a broken one would drive out all others.</summary>
    internal void Wrote(in Edit edit, long nowUs)
    {
        if (edit.Slot < 0 || edit.Slot >= _layout.RealCount)
        {
            return;
        }

        long number = FindNewest(edit.Slot);
        if (number > 0 && _steps[PlaceOf(number)].IsAnotherTry(edit))
        {
            _firstPending = Math.Min(_firstPending, number);
        }
        else
        {
            number = ++_last;
            _newest[edit.Slot] = number;
            _steps[PlaceOf(number)] = default;
        }

        ref Step step = ref _steps[PlaceOf(number)];
        step = new Step { Edit = edit, WrittenUs = nowUs, SettledUs = -1, Times = step.Times + 1 };
    }

    /// <summary>What ipvsadm said of a line that it was given alone.</summary>
    internal void Said(in Edit edit, ReadOnlySpan<byte> words)
    {
        if (FindNewest(edit.Slot) is > 0 and long number)
        {
            Keep(PlaceOf(number), words);
        }
    }

    /// <summary>A reading has shown what became of the lines before it.</summary>
    /// <param name="arena">The arena with the reading.</param>
    /// <param name="words">Why what did not take did not, where that is known of all of them.</param>
    /// <param name="nowUs">Now.</param>
    internal void Settle(TableArena arena, ReadOnlySpan<byte> words, long nowUs)
    {
        for (long number = Math.Max(_firstPending, Oldest); number <= _last; number++)
        {
            int place = PlaceOf(number);
            ref Step step = ref _steps[place];
            if (step.End != LineEnd.Pending || step.Edit.Slot < 0)
            {
                continue;
            }

            step.End = arena.Diff.HasTaken(step.Edit, arena.Actual) ? LineEnd.Taken
                : arena.Diff.IsStillWanted(step.Edit) ? LineEnd.NotTaken
                : LineEnd.Overtaken;
            step.SettledUs = nowUs;
            if (step.End == LineEnd.NotTaken && step.SaidLength == 0)
            {
                Keep(place, words);
            }
        }

        _firstPending = _last + 1;
    }

    /// <summary>No reading will show what became of the lines before it: something else came in between.</summary>
    internal void Abandon()
    {
        for (long number = Math.Max(_firstPending, Oldest); number <= _last; number++)
        {
            ref Step step = ref _steps[PlaceOf(number)];
            step.End = step.End == LineEnd.Pending ? LineEnd.Unread : step.End;
        }

        _firstPending = _last + 1;
    }

    /// <summary>The newest line about a real server that is older than another.</summary>
    /// <param name="real">The real server.</param>
    /// <param name="before">The other's number; <see cref="long.MaxValue"/> for the newest of all.</param>
    /// <param name="buffer">At least <see cref="WrittenLine.MaxBytes"/>, for its text.</param>
    /// <param name="line">The line.</param>
    /// <returns>False when there is none any more.</returns>
    internal bool TryFind(int real, long before, Span<byte> buffer, out WrittenLine line)
    {
        for (long number = Math.Min(_last, before - 1); number >= Oldest; number--)
        {
            int place = PlaceOf(number);
            ref readonly Step step = ref _steps[place];
            if (step.Edit.Slot == real)
            {
                int length = RestoreWriter.WriteOne(_layout, step.Edit, buffer);
                line = new WrittenLine
                {
                    Number = number,
                    Text = buffer[..(length - 1)],
                    WrittenUs = step.WrittenUs,
                    SettledUs = step.SettledUs,
                    Times = step.Times,
                    End = step.End,
                    Said = _said.AsSpan(place * MaxSaid, step.SaidLength),
                };
                return true;
            }
        }

        line = default;
        return false;
    }

    /// <summary>Takes over the lines about real servers that are still in the plan; set-up only.</summary>
    internal void TakeOver(TableTrail old, PlanChange change)
    {
        int[] now = new int[old._layout.RealCount];
        Array.Fill(now, -1);
        for (int real = 0; real < _layout.RealCount; real++)
        {
            if (change.OldReal[real] is >= 0 and int before)
            {
                now[before] = real;
            }
        }

        for (long number = old.Oldest; number <= old._last; number++)
        {
            int from = old.PlaceOf(number);
            Step step = old._steps[from];
            int real = step.Edit.Slot < 0 ? -1 : now[step.Edit.Slot];
            if (real >= 0)
            {
                step.Edit = step.Edit with { Slot = real, Service = _layout.SlotService[real] };
                step.End = step.End == LineEnd.Pending ? LineEnd.Unread : step.End;
                _last++;
                _newest[real] = _last;
                _steps[PlaceOf(_last)] = step;
                old._said.AsSpan(from * MaxSaid, step.SaidLength).CopyTo(_said.AsSpan(PlaceOf(_last) * MaxSaid));
            }
        }

        _firstPending = _last + 1;
    }

    /// <summary>The newest line about a real server, 0 when it is not remembered.</summary>
    private long FindNewest(int slot)
    {
        long number = slot >= 0 && slot < _newest.Length ? _newest[slot] : 0;
        return number >= Oldest ? number : 0;
    }

    private long Oldest => Math.Max(1, _last - _steps.Length + 1);

    private int PlaceOf(long number) => (int)(number % _steps.Length);

    private void Keep(int place, ReadOnlySpan<byte> words)
    {
        ReadOnlySpan<byte> kept = words[..Math.Min(words.Length, MaxSaid)];
        kept.CopyTo(_said.AsSpan(place * MaxSaid));
        _steps[place].SaidLength = (byte)kept.Length;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Step
    {
        public Edit Edit;
        public long WrittenUs;
        public long SettledUs;
        public uint Times;
        public LineEnd End;
        public byte SaidLength;

        public readonly bool IsAnotherTry(in Edit edit) =>
            End == LineEnd.NotTaken && Edit.Kind == edit.Kind && Edit.Record == edit.Record;
    }
}
