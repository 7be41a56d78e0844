using System.Globalization;
using System.Runtime.InteropServices;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Control;

/// <summary>A group of this machine by name or number (getgrnam_r(3)); the system may ask a directory server for
/// it.</summary>
internal static unsafe class GroupName
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Looks it up; set-up only.</summary>
    internal static bool TryFind(string name, out uint group)
    {
        if (uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out group))
        {
            return true;
        }

        byte* buffer = (byte*)NativeMemory.Alloc(BufferBytes);
        GroupEntry entry = default;
        GroupEntry* found = null;
        int errno = FileCalls.FindGroup(name, &entry, buffer, BufferBytes, &found);
        group = entry.Id;
        NativeMemory.Free(buffer);
        return errno == 0 && found != null;
    }
}
