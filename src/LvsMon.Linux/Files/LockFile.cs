using System;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>
/// flock(2) on a file that is believed only when nobody else can have made it. The kernel frees it with the process,
/// however that ends, and no child inherits it. The file stays; the number in it is for people.
/// </summary>
internal sealed unsafe class LockFile : IDisposable
{
    private const int FileMode = 0x1A4; // rw-r--r--
    private const int MaxText = 16;
    private int _descriptor = -1;

    private LockFile(LockState state)
    {
        State = state;
    }

    /// <summary>What came of it.</summary>
    internal LockState State { get; }

    /// <summary>The process id in the file of a lock that is <see cref="LockState.Held"/>, 0 when there is
    /// none.</summary>
    internal int Holder { get; private init; }

    /// <summary>Why it is <see cref="LockState.Unavailable"/>, in words; empty otherwise.</summary>
    internal string Why { get; private init; } = string.Empty;

    /// <summary>Asks for the lock; never waits. Set-up only.</summary>
    internal static LockFile Take(string path)
    {
        int descriptor = FileCalls.Open(
            path,
            FileCalls.O_RDWR | FileCalls.O_CREAT | FileCalls.O_NOFOLLOW | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC,
            FileMode);
        if (descriptor < 0)
        {
            return Without(Marshal.GetLastPInvokeError());
        }

        LockFile result = Ask(descriptor);
        if (result.State != LockState.Taken)
        {
            _ = FileCalls.Close(descriptor);
        }

        return result;
    }

    /// <summary>There is none.</summary>
    internal static LockFile Without(int errno) => new(LockState.Unavailable)
    {
        Why = errno == Errno.ELOOP ? "the lock file is not to be trusted" : Marshal.GetPInvokeErrorMessage(errno),
    };

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = FileCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private static LockFile Ask(int descriptor)
    {
        // A file that another can write, or a second name of a file elsewhere, says nothing and is not written into.
        if (!FileStatus.TryGet(descriptor, out FileStatus status) || !status.IsRegular || status.IsWorldWritable
            || status.Links != 1 || (status.Owner != 0 && status.Owner != FileCalls.EffectiveUser()))
        {
            return new LockFile(LockState.Unavailable) { Why = "the lock file is not to be trusted" };
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
            return new LockFile(LockState.Held) { Holder = ReadHolder(descriptor) };
        }

        if (errno != 0)
        {
            return Without(errno);
        }

        WriteHolder(descriptor);
        return new LockFile(LockState.Taken) { _descriptor = descriptor };
    }

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
}
