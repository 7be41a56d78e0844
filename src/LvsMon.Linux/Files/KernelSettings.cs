using System;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>
/// The settings as files of proc(5). <c>/proc/sys/net</c> shows everybody their own network namespace. The files are
/// opened anew each time: they go and come with the module.
/// </summary>
public sealed unsafe class KernelSettings : IKernelSettings
{
    /// <summary>Where the kernel shows them.</summary>
    public const string Folder = "/proc/sys/net/ipv4/vs";

    /// <summary>More than the digits of a number, its sign and a line end.</summary>
    private const int MaxText = 16;

    private readonly string[] _paths = new string[KernelSettingNames.Count];

    /// <summary>Names the files; touches nothing yet.</summary>
    /// <param name="folder">The folder they are in.</param>
    public KernelSettings(string folder = Folder)
    {
        for (int i = 0; i < _paths.Length; i++)
        {
            _paths[i] = $"{folder}/{Encoding.ASCII.GetString(KernelSettingNames.Of((KernelSetting)i))}";
        }
    }

    /// <inheritdoc/>
    public OsError Read(KernelSetting setting, out int value)
    {
        value = 0;
        int descriptor = Open(setting, FileCalls.O_RDONLY);
        if (descriptor < 0)
        {
            return Errno.OfFile(Marshal.GetLastPInvokeError());
        }

        byte* text = stackalloc byte[MaxText];
        nint length = FileCalls.Read(descriptor, text, MaxText);
        int errno = length < 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = FileCalls.Close(descriptor);
        if (errno != 0)
        {
            return Errno.OfFile(errno);
        }

        ReadOnlySpan<byte> number = new ReadOnlySpan<byte>(text, (int)length).TrimEnd((byte)'\n');
        return length < MaxText && Utf8Parser.TryParse(number, out value, out int taken) && taken == number.Length
            ? OsError.None
            : OsError.Other;
    }

    /// <inheritdoc/>
    public OsError Write(KernelSetting setting, int value)
    {
        int descriptor = Open(setting, FileCalls.O_WRONLY);
        if (descriptor < 0)
        {
            return Errno.OfFile(Marshal.GetLastPInvokeError());
        }

        Span<byte> text = stackalloc byte[MaxText];
        _ = Utf8Formatter.TryFormat(value, text, out int length);
        text[length] = (byte)'\n';

        // One write: the kernel takes a number whole.
        int errno = FileContent.Write(descriptor, text[..(length + 1)]);
        _ = FileCalls.Close(descriptor);
        return Errno.OfFile(errno);
    }

    private int Open(KernelSetting setting, int access) => FileCalls.Open(
        _paths[(int)setting], access | FileCalls.O_NOFOLLOW | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC, 0);
}
