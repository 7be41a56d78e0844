using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Programs;

/// <summary>
/// What one execve(2) takes, written anew for each start into the same native memory: the arguments with address and
/// port put in, and the environment. Nothing of our own environment is handed on.
/// </summary>
internal sealed unsafe class ProgramArguments : IDisposable
{
    /// <summary>
    /// An argument of 9 bytes, <c>{address}</c>, becomes 39 at most: 8 kB of them 35 kB; the rest is the environment.
    /// </summary>
    private const int TextBytes = 64 * 1024;

    /// <summary>Path, arguments, the null behind them; then the environment and its null.</summary>
    private const int Pointers = ExternalProgram.MaxArguments + 2 + 8;

    private readonly byte* _text = (byte*)NativeMemory.Alloc(TextBytes);
    private readonly byte** _pointers = (byte**)NativeMemory.AllocZeroed(Pointers, (nuint)sizeof(byte*));
    private int _count;
    private int _environmentAt;

    /// <summary>For execve: path first.</summary>
    internal byte** Arguments => _pointers;

    /// <summary>For execve.</summary>
    internal byte** Environment => _pointers + _environmentAt;

    public void Dispose()
    {
        NativeMemory.Free(_text);
        NativeMemory.Free(_pointers);
    }

    /// <summary>Writes them for one start.</summary>
    internal void Write(ExternalProgram program, in Endpoint target, in IpAddress source)
    {
        ByteWriter text = new(new Span<byte>(_text, TextBytes));
        _count = 0;
        Begin(in text);
        text.Bytes(program.PathBytes.Span);
        text.Byte(0);
        for (int index = 0; index < program.Arguments.Count; index++)
        {
            Begin(in text);
            Argument(ref text, program.Arguments[index].Span, in target);
            text.Byte(0);
        }

        _pointers[_count++] = null;
        _environmentAt = _count;
        Begin(in text);
        text.Bytes("PATH=/usr/sbin:/usr/bin:/sbin:/bin\0"u8);
        Begin(in text);
        text.Bytes("LANG=C\0"u8);
        Begin(in text);
        text.Bytes("LC_ALL=C\0"u8);
        Begin(in text);
        text.Bytes("LVSMON_ADDRESS="u8);
        text.Address(target.Address);
        text.Byte(0);
        Begin(in text);
        text.Bytes("LVSMON_PORT="u8);
        text.Number(target.Port);
        text.Byte(0);
        if (!source.IsUnspecified)
        {
            Begin(in text);
            text.Bytes("LVSMON_SOURCE="u8);
            text.Address(in source);
            text.Byte(0);
        }

        _pointers[_count++] = null;
        System.Diagnostics.Debug.Assert(!text.Overflowed, "the bounds of a program are those of the memory");
    }

    private static void Argument(ref ByteWriter text, ReadOnlySpan<byte> argument, in Endpoint target)
    {
        while (!argument.IsEmpty)
        {
            int plain = argument.IndexOf((byte)'{');
            if (plain != 0)
            {
                plain = plain < 0 ? argument.Length : plain;
                text.Bytes(argument[..plain]);
                argument = argument[plain..];
            }
            else if (argument.StartsWith(ExternalProgram.Address))
            {
                text.Address(target.Address);
                argument = argument[ExternalProgram.Address.Length..];
            }
            else if (argument.StartsWith(ExternalProgram.Port))
            {
                text.Number(target.Port);
                argument = argument[ExternalProgram.Port.Length..];
            }
            else
            {
                text.Byte(argument[0]);
                argument = argument[1..];
            }
        }
    }

    private void Begin(in ByteWriter text) => _pointers[_count++] = _text + text.Length;
}
