using System;

namespace LvsMon.Core.Os;

/// <summary>Takes a child's output as it comes, in pieces of any size.</summary>
public interface ICommandOutput
{
    /// <summary>Bytes of standard output.</summary>
    void Standard(ReadOnlySpan<byte> bytes);

    /// <summary>Bytes of standard error.</summary>
    void Error(ReadOnlySpan<byte> bytes);
}
