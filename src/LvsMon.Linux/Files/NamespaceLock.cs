using System;
using System.Buffers.Text;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>
/// One daemon keeps the table of a network namespace: flock(2) on a file whose name holds the inode of the namespace
/// and, for another ipvsadm than the usual one, a hash of its path. The kernel frees it with the process, however that
/// ends, and no child inherits it. The file stays; the number in it is for people.
/// </summary>
public sealed unsafe class NamespaceLock : IDisposable
{
    /// <summary>The program whose lock has no hash in its name.</summary>
    public const string UsualIpvsadm = "/usr/sbin/ipvsadm";

    private const string OwnNamespace = "/proc/self/ns/net";
    private const int FileMode = 0x1A4; // rw-r--r--
    private const int FolderMode = 0x1ED; // rwxr-xr-x
    private const int MaxText = 16;
    private int _descriptor = -1;

    private NamespaceLock(LockState state)
    {
        State = state;
    }

    /// <summary>What came of it.</summary>
    public LockState State { get; private set; }

    /// <summary>The process id in the file of a lock that is <see cref="LockState.Held"/>, 0 when there is
    /// none.</summary>
    public int Holder { get; private set; }

    /// <summary>Why it is <see cref="LockState.Unavailable"/>, in words; empty otherwise.</summary>
    public string Why { get; private set; } = string.Empty;

    /// <summary>Asks for the lock; never waits. Set-up only.</summary>
    /// <param name="folder">The state directory; made when it is missing, its own folder is not.</param>
    /// <param name="ipvsadm">The ipvsadm program, absolute.</param>
    public static NamespaceLock Take(string folder, string ipvsadm)
    {
        if (!FileStatus.TryGet(OwnNamespace, out FileStatus space))
        {
            return Without(Marshal.GetLastPInvokeError());
        }

        // Fails when it is there, which is the usual case; any other failure shows at the next step.
        _ = FileCalls.MakeDirectory(folder, FolderMode);
        int descriptor = FileCalls.Open(
            Path.Combine(folder, NameFor(space.Inode, ipvsadm)),
            FileCalls.O_RDWR | FileCalls.O_CREAT | FileCalls.O_NOFOLLOW | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC,
            FileMode);
        if (descriptor < 0)
        {
            return Without(Marshal.GetLastPInvokeError());
        }

        NamespaceLock result = Ask(descriptor);
        if (result.State != LockState.Taken)
        {
            _ = FileCalls.Close(descriptor);
        }

        return result;
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = FileCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    /// <summary>The file's name: of a namespace, and of a program unless it is the usual one.</summary>
    internal static string NameFor(ulong inode, string ipvsadm)
    {
        string place = RealPath(ipvsadm);
        string name = string.Create(CultureInfo.InvariantCulture, $"lock-net-{inode}");
        return place == RealPath(UsualIpvsadm)
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}-{Hash(place):x8}");
    }

    private static NamespaceLock Ask(int descriptor)
    {
        // A file that another can write, or a second name of a file elsewhere, says nothing and is not written into.
        if (!FileStatus.TryGet(descriptor, out FileStatus status) || !status.IsRegular || status.IsWorldWritable
            || status.Links != 1 || (status.Owner != 0 && status.Owner != FileCalls.EffectiveUser()))
        {
            return new NamespaceLock(LockState.Unavailable) { Why = "the lock file is not to be trusted" };
        }

        int result;
        int errno = 0;
        do
        {
            result = FileCalls.Lock(descriptor, FileCalls.LOCK_EX | FileCalls.LOCK_NB);
            errno = result == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        while (errno == Errno.EINTR);
        if (errno == Errno.EAGAIN)
        {
            return new NamespaceLock(LockState.Held) { Holder = ReadHolder(descriptor) };
        }

        if (errno != 0)
        {
            return Without(errno);
        }

        WriteHolder(descriptor);
        return new NamespaceLock(LockState.Taken) { _descriptor = descriptor };
    }

    private static NamespaceLock Without(int errno) => new(LockState.Unavailable)
    {
        Why = errno == Errno.ELOOP ? "the lock file is not to be trusted" : Marshal.GetPInvokeErrorMessage(errno),
    };

    private static int ReadHolder(int descriptor)
    {
        byte* text = stackalloc byte[MaxText];
        nint length = FileCalls.Read(descriptor, text, MaxText);
        return length > 0 && Utf8Parser.TryParse(new ReadOnlySpan<byte>(text, (int)length), out int holder, out _)
            && holder > 0
            ? holder
            : 0;
    }

    /// <summary>The number first and the cut after it: who reads in between finds a whole line.</summary>
    private static void WriteHolder(int descriptor)
    {
        byte[] text = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
        if (FileContent.Write(descriptor, text) == 0)
        {
            _ = FileCalls.Truncate(descriptor, text.Length);
        }
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
