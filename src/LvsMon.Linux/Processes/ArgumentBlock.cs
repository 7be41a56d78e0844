using System;
using System.Runtime.InteropServices;
using System.Text;

namespace LvsMon.Linux.Processes;

/// <summary>
/// A null-terminated array of C strings in native memory: what execve(2) takes for arguments and environment.
/// </summary>
internal sealed unsafe class ArgumentBlock : IDisposable
{
    private readonly int _count;

    /// <exception cref="ArgumentException">A string holds a NUL, which would cut it.</exception>
    internal ArgumentBlock(params ReadOnlySpan<string> strings)
    {
        foreach (string text in strings)
        {
            if (text.Contains('\0'))
            {
                throw new ArgumentException("a NUL byte in an argument", nameof(strings));
            }
        }

        _count = strings.Length;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)strings.Length + 1, (nuint)sizeof(byte*));
        for (int index = 0; index < strings.Length; index++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(strings[index]);
            Pointer[index] = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
            bytes.CopyTo(new Span<byte>(Pointer[index], bytes.Length));
        }
    }

    internal byte** Pointer { get; private set; }

    public void Dispose()
    {
        if (Pointer == null)
        {
            return;
        }

        for (int index = 0; index < _count; index++)
        {
            NativeMemory.Free(Pointer[index]);
        }

        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
