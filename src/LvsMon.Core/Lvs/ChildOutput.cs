using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Lvs;

/// <summary>Takes a child's output: standard output goes to the reader in turn, of standard error the first line is
/// kept, everything else is dropped.</summary>
internal sealed class ChildOutput : ICommandOutput
{
    private readonly byte[] _error = new byte[120];
    private int _errorLength;
    private bool _errorLineEnded;

    /// <summary>Where standard output goes; both null: nowhere.</summary>
    internal SaveReader? Save { get; private set; }

    /// <summary>Where standard output goes; both null: nowhere.</summary>
    internal ThresholdReader? Thresholds { get; private set; }

    /// <summary>The first line of standard error, cut at 120 bytes.</summary>
    internal ReadOnlySpan<byte> FirstErrorLine => _error.AsSpan(0, _errorLength);

    /// <summary>Begins with a new child.</summary>
    internal void Begin(SaveReader? save, ThresholdReader? thresholds)
    {
        Save = save;
        Thresholds = thresholds;
        _errorLength = 0;
        _errorLineEnded = false;
    }

    /// <inheritdoc/>
    public void Standard(ReadOnlySpan<byte> bytes)
    {
        Save?.Take(bytes);
        Thresholds?.Take(bytes);
    }

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> bytes)
    {
        if (_errorLineEnded)
        {
            return;
        }

        int end = bytes.IndexOf((byte)'\n');
        ReadOnlySpan<byte> piece = end < 0 ? bytes : bytes[..end];
        int fits = Math.Min(piece.Length, _error.Length - _errorLength);
        piece[..fits].CopyTo(_error.AsSpan(_errorLength));
        _errorLength += fits;
        _errorLineEnded = end >= 0;
    }
}
