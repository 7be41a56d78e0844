using System;

namespace LvsMon.Core.Events;

/// <summary>
/// Documents in one fixed block of memory, numbered without a gap from 1; the newest push the oldest out. Any number of
/// readers look into it, each with the number that it wants next; none of them holds anything up.
/// </summary>
internal sealed class EventRing
{
    /// <summary>No document is shorter, bytes: it bounds how many there can be.</summary>
    private const int LeastBytes = 128;

    private readonly byte[] _bytes;
    private readonly Record[] _records;
    private long _end;

    /// <summary>Makes an empty ring; set-up only.</summary>
    /// <param name="capacity">Bytes.</param>
    public EventRing(int capacity)
    {
        // Never moved, so that the system gives it memory only as far as it is written.
        _bytes = GC.AllocateArray<byte>(capacity, pinned: true);
        _records = GC.AllocateArray<Record>((capacity / LeastBytes) + 1, pinned: true);
    }

    /// <summary>Bytes that it holds.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>The number of the oldest document that is there; <see cref="Next"/> when there is none.</summary>
    public long First { get; private set; } = 1;

    /// <summary>The number that the next document gets.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>Adds a document.</summary>
    /// <param name="document">Not longer than the ring.</param>
    /// <param name="mark">What <see cref="MarkOf"/> says of it; never less than that of the one before.</param>
    public void Add(ReadOnlySpan<byte> document, long mark)
    {
        while (First < Next
            && (Next - First == _records.Length || _end + document.Length - At(First).Start > _bytes.Length))
        {
            First++;
        }

        At(Next) = new Record(_end, document.Length, mark);
        Next++;
        int place = (int)(_end % _bytes.Length);
        int upToEnd = Math.Min(document.Length, _bytes.Length - place);
        document[..upToEnd].CopyTo(_bytes.AsSpan(place));
        document[upToEnd..].CopyTo(_bytes);
        _end += document.Length;
    }

    /// <summary>Copies a document that is there.</summary>
    /// <returns>Its length; 0 when the buffer is too short for it.</returns>
    public int Read(long number, Span<byte> buffer)
    {
        ref readonly Record record = ref At(number);
        if (record.Length > buffer.Length)
        {
            return 0;
        }

        int place = (int)(record.Start % _bytes.Length);
        int upToEnd = Math.Min(record.Length, _bytes.Length - place);
        _bytes.AsSpan(place, upToEnd).CopyTo(buffer);
        _bytes.AsSpan(0, record.Length - upToEnd).CopyTo(buffer[upToEnd..]);
        return record.Length;
    }

    /// <summary>The mark of a document that is there.</summary>
    public long MarkOf(long number) => At(number).Mark;

    /// <summary>The first document that is there with at least that mark; <see cref="Next"/> without one.</summary>
    public long FirstWithMark(long mark)
    {
        long low = First;
        long high = Next;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (MarkOf(middle) < mark)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The same documents with their numbers in a ring of another size, as far as they fit; set-up
    /// only.</summary>
    public EventRing Resized(int capacity)
    {
        EventRing other = new(capacity) { First = First, Next = First };
        byte[] document = new byte[EventText.MaxBytes];
        for (long number = First; number < Next; number++)
        {
            int length = Read(number, document);
            other.Add(document.AsSpan(0, length), MarkOf(number));
        }

        return other;
    }

    private ref Record At(long number) => ref _records[(int)(number % _records.Length)];

    /// <summary>Where a document stands: bytes since the ring began, its length, its mark.</summary>
    private readonly record struct Record(long Start, int Length, long Mark);
}
