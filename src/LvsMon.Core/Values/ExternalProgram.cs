using System;
using System.Collections.Generic;
using System.Text;

namespace LvsMon.Core.Values;

/// <summary>
/// A program of this host that judges a server by the contract of Nagios plugins: what is run, without a shell.
/// Immutable, one for each check.
/// </summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Arguments">
/// UTF-8 without NUL, in order, after the path: at most <see cref="MaxArguments"/>, together at most
/// <see cref="MaxBytes"/>. <see cref="Address"/> and <see cref="Port"/> in them stand for what is checked.
/// </param>
public sealed record ExternalProgram(string Path, IReadOnlyList<ReadOnlyMemory<byte>> Arguments)
{
    /// <summary>Most arguments.</summary>
    public const int MaxArguments = 64;

    /// <summary>Most bytes of path and arguments together.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>The path as UTF-8.</summary>
    public ReadOnlyMemory<byte> PathBytes { get; } = Encoding.UTF8.GetBytes(Path);

    /// <summary>Stands for the address that is checked, without brackets.</summary>
    public static ReadOnlySpan<byte> Address => "{address}"u8;

    /// <summary>Stands for the port that is checked.</summary>
    public static ReadOnlySpan<byte> Port => "{port}"u8;
}
