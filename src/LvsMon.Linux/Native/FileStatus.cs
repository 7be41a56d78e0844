using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>struct statx of statx(2), as far as we read it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int TypeMask = 0xF000;

    [FieldOffset(16)]
    internal uint Links;

    [FieldOffset(20)]
    internal uint Owner;

    [FieldOffset(24)]
    internal uint Group;

    [FieldOffset(28)]
    internal ushort Mode;

    [FieldOffset(32)]
    internal ulong Inode;

    [FieldOffset(40)]
    internal ulong Size;

    [FieldOffset(136)]
    internal uint DeviceMajor;

    [FieldOffset(140)]
    internal uint DeviceMinor;

    internal readonly bool IsRegular => (Mode & TypeMask) == 0x8000;

    internal readonly bool IsFifo => (Mode & TypeMask) == 0x1000;

    internal readonly bool IsDirectory => (Mode & TypeMask) == 0x4000;

    internal readonly bool IsSocket => (Mode & TypeMask) == 0xC000;

    /// <summary>The permission bits alone.</summary>
    internal readonly int Permissions => Mode & 0x1FF;

    internal readonly bool IsWorldWritable => (Mode & 0x2) != 0;

    internal readonly bool IsWritableByOthers => (Mode & 0x12) != 0;

    /// <summary>In such a folder nobody removes or renames another's file.</summary>
    internal readonly bool IsSticky => (Mode & 0x200) != 0;

    /// <summary>True when both are one file.</summary>
    internal readonly bool IsSameFile(in FileStatus other) =>
        Inode == other.Inode && DeviceMajor == other.DeviceMajor && DeviceMinor == other.DeviceMinor;

    /// <summary>Asks by path, links followed.</summary>
    internal static bool TryGet(string path, out FileStatus status) => TryGet(path, 0, out status);

    /// <summary>Asks by path about a link itself.</summary>
    internal static bool TryGetLink(string path, out FileStatus status) =>
        TryGet(path, FileCalls.AT_SYMLINK_NOFOLLOW, out status);

    private static unsafe bool TryGet(string path, int flags, out FileStatus status)
    {
        fixed (FileStatus* pointer = &status)
        {
            return FileCalls.Stat(FileCalls.AT_FDCWD, path, flags, FileCalls.STATX_BASIC_STATS, pointer) == 0;
        }
    }

    /// <summary>Asks by descriptor, so that the answer is about the file that was opened and no other.</summary>
    internal static unsafe bool TryGet(int descriptor, out FileStatus status)
    {
        fixed (FileStatus* pointer = &status)
        {
            const int Flags = FileCalls.AT_EMPTY_PATH;
            return FileCalls.Stat(descriptor, string.Empty, Flags, FileCalls.STATX_BASIC_STATS, pointer) == 0;
        }
    }
}
