using System;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Equal buffers for checks that look at what they received as a whole. A buffer that is lent keeps its content when
/// the shelf grows. They stand in few large blocks: of those the system gives pages only where a buffer is used, and
/// of many buffers few are in use at once.
/// </summary>
internal sealed class BufferShelf
{
    /// <summary>Buffers in a block; a block of the largest buffers, 4096 bytes, is 16 MB.</summary>
    private const int BlockBuffers = 4096;

    private byte[][] _blocks = [];
    private int[] _free = [];
    private int _freeCount;
    private int _count;
    private int _bytes;

    /// <summary>Makes room for at least so many buffers of at least so many bytes; set-up only.</summary>
    public void Grow(int count, int bytes)
    {
        int newCount = Math.Max(_count, count);
        int newBytes = Math.Max(_bytes, bytes);
        if (newCount == _count && newBytes == _bytes)
        {
            return;
        }

        byte[][] blocks = new byte[(newCount + BlockBuffers - 1) / BlockBuffers][];
        for (int block = 0; block < blocks.Length; block++)
        {
            blocks[block] = new byte[Math.Min(BlockBuffers, newCount - (block * BlockBuffers)) * newBytes];
        }

        bool[] isFree = new bool[_count];
        foreach (int buffer in _free.AsSpan(0, _freeCount))
        {
            isFree[buffer] = true;
        }

        for (int buffer = 0; buffer < _count; buffer++)
        {
            if (!isFree[buffer])
            {
                Of(buffer).CopyTo(Place(blocks, buffer, newBytes));
            }
        }

        Array.Resize(ref _free, newCount);
        for (int buffer = _count; buffer < newCount; buffer++)
        {
            _free[_freeCount++] = buffer;
        }

        _blocks = blocks;
        _count = newCount;
        _bytes = newBytes;
    }

    /// <summary>Takes a buffer.</summary>
    /// <returns>False when all are in use.</returns>
    public bool TryTake(out int buffer)
    {
        buffer = -1;
        if (_freeCount == 0)
        {
            return false;
        }

        buffer = _free[--_freeCount];
        return true;
    }

    /// <summary>Gives a buffer back; -1 is none.</summary>
    public void Return(int buffer)
    {
        if (buffer >= 0)
        {
            _free[_freeCount++] = buffer;
        }
    }

    /// <summary>A buffer's bytes; empty for -1.</summary>
    public Span<byte> Of(int buffer) => buffer < 0 ? default : Place(_blocks, buffer, _bytes);

    private static Span<byte> Place(byte[][] blocks, int buffer, int bytes) =>
        blocks[buffer / BlockBuffers].AsSpan(buffer % BlockBuffers * bytes, bytes);
}
