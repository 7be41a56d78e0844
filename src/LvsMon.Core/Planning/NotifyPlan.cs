using System;
using System.Collections.Generic;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>The programs that are told of a service's changes; equal to another with the same lines in the same order,
/// wherever they are written.</summary>
public sealed class NotifyPlan : IEquatable<NotifyPlan>
{
    private readonly NotifyLine[] _lines;

    /// <summary>Makes it of at most <see cref="NotifyLine.MaxLines"/> lines.</summary>
    public NotifyPlan(IReadOnlyList<NotifyLine> lines)
    {
        _lines = [.. lines];
    }

    /// <summary>Nobody is told.</summary>
    public static NotifyPlan None { get; } = new([]);

    /// <summary>The lines in order.</summary>
    public ReadOnlySpan<NotifyLine> Lines => _lines;

    /// <summary>The place of an equal line, or -1.</summary>
    public int IndexOf(NotifyLine line) => Array.FindIndex(_lines, line.IsSame);

    /// <inheritdoc/>
    public bool Equals(NotifyPlan? other)
    {
        if (other is null || other._lines.Length != _lines.Length)
        {
            return false;
        }

        for (int index = 0; index < _lines.Length; index++)
        {
            if (!_lines[index].IsSame(other._lines[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NotifyPlan);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (NotifyLine line in _lines)
        {
            hash.Add(line.Event);
            hash.Add(line.Program.Path, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
