using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Lvs.Kernel;

/// <summary>Takes the output of a child that reads or sets the timeouts.</summary>
internal sealed class TimeoutOutput : ICommandOutput
{
    private readonly ChildOutput _errors = new();

    /// <summary>What standard output said.</summary>
    internal TimeoutReader Reader { get; } = new();

    /// <summary>The first line of standard error.</summary>
    internal ReadOnlySpan<byte> FirstErrorLine => _errors.FirstErrorLine;

    /// <summary>Begins with a new child.</summary>
    internal void Begin()
    {
        Reader.Begin();
        _errors.Begin(null, null);
    }

    /// <inheritdoc/>
    public void Standard(ReadOnlySpan<byte> bytes) => Reader.Take(bytes);

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> bytes) => _errors.Error(bytes);
}
