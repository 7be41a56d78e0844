using System;

namespace LvsMon.Core.Monitoring;

/// <summary>A fixed number of equal buffers, lent and returned.</summary>
internal sealed class BufferShelf
{
    private byte[][] _buffers = [];
    private int[] _free = [];
    private int _freeCount;

    /// <summary>Adds buffers up to <paramref name="count"/> and lengthens those there are; set-up and reload
    /// only.</summary>
    public void Grow(int count, int bytes)
    {
        for (int i = 0; i < _buffers.Length; i++)
        {
            if (_buffers[i].Length < bytes)
            {
                Array.Resize(ref _buffers[i], bytes);
            }
        }

        int old = _buffers.Length;
        if (count <= old)
        {
            return;
        }

        Array.Resize(ref _buffers, count);
        Array.Resize(ref _free, count);
        for (int i = old; i < count; i++)
        {
            _buffers[i] = new byte[bytes];
            _free[_freeCount++] = i;
        }
    }

    /// <summary>Takes a buffer; false when all are lent.</summary>
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

    /// <summary>Gives one back; -1 is none.</summary>
    public void Return(int buffer)
    {
        if (buffer >= 0)
        {
            _free[_freeCount++] = buffer;
        }
    }

    /// <summary>The bytes; empty for -1.</summary>
    public Span<byte> Of(int buffer) => buffer < 0 ? default : _buffers[buffer];
}
