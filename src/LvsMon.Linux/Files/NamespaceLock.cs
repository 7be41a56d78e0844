using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>
/// One daemon keeps the table of a network namespace: flock(2) on a file whose name holds the inode of the namespace
/// and, for another ipvsadm than the usual one, a hash of its path.
/// </summary>
public sealed unsafe class NamespaceLock : IDisposable
{
    /// <summary>The program whose lock has no hash in its name.</summary>
    public const string UsualIpvsadm = "/usr/sbin/ipvsadm";

    private const string OwnNamespace = "/proc/self/ns/net";
    private const int FolderMode = 0x1E8; // rwxr-x---
    private readonly LockFile _file;

    private NamespaceLock(LockFile file)
    {
        _file = file;
    }

    /// <summary>What came of it.</summary>
    public LockState State => _file.State;

    /// <summary>The process id in the file of a lock that is <see cref="LockState.Held"/>, 0 when there is
    /// none.</summary>
    public int Holder => _file.Holder;

    /// <summary>Why it is <see cref="LockState.Unavailable"/>, in words; empty otherwise.</summary>
    public string Why => _file.Why;

    /// <summary>Asks for the lock; never waits. Set-up only.</summary>
    /// <param name="folder">The state directory; made when it is missing, its own folder is not.</param>
    /// <param name="ipvsadm">The ipvsadm program, absolute.</param>
    public static NamespaceLock Take(string folder, string ipvsadm)
    {
        if (!FileStatus.TryGet(OwnNamespace, out FileStatus space))
        {
            return new NamespaceLock(LockFile.Without(Marshal.GetLastPInvokeError()));
        }

        // Fails when it is there, which is the usual case; any other failure shows at the next step.
        _ = FileCalls.MakeDirectory(folder, FolderMode);
        return new NamespaceLock(LockFile.Take(Path.Combine(folder, NameFor(space.Inode, ipvsadm))));
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>The file's name: of a namespace, and of a program unless it is the usual one.</summary>
    internal static string NameFor(ulong inode, string ipvsadm)
    {
        string place = RealPath(ipvsadm);
        string name = string.Create(CultureInfo.InvariantCulture, $"lock-net-{inode}");
        return place == RealPath(UsualIpvsadm)
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}-{Hash(place):x8}");
    }

    /// <summary>
    /// The path with the links of its folder followed: <c>/sbin</c> is <c>/usr/sbin</c> on most systems. The program
    /// itself need not be there yet.
    /// </summary>
    private static string RealPath(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? "/";
        byte* resolved = stackalloc byte[FileCalls.PATH_MAX];
        return FileCalls.RealPath(folder, resolved) == null
            ? path
            : Path.Combine(Marshal.PtrToStringUTF8((nint)resolved) ?? folder, Path.GetFileName(path));
    }

    /// <summary>FNV-1a, 32 bits: tells paths apart, keeps no secret.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 16777619;
        }

        return hash;
    }
}
