using System;
using System.Runtime.InteropServices;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>
/// A regular file (O_APPEND) or a FIFO that lines are appended to. A FIFO is opened for both directions, which fifo(7)
/// allows on Linux: it opens without a reader, never gives SIGPIPE, and what was written stays there until somebody
/// reads it. A file is believed only when nobody else can write it, and never through a link.
/// </summary>
public sealed unsafe class LineFile : ILineFile, IDisposable
{
    private const int FileMode = 0x1A0; // rw-r-----
    private const int NoDescriptor = -1;
    private const int NotTold = -1;
    private const int OtherKind = -2;
    private const int OthersMayWrite = -3;
    private const int OtherOwner = -4;
    private const int SecondName = -5;
    private readonly string _path;
    private readonly byte[] _shownPath;
    private int _descriptor = NoDescriptor;
    private FileStatus _status;
    private int _cause = NotTold;

    /// <summary>Names the file; touches nothing yet.</summary>
    /// <param name="path">Absolute.</param>
    public LineFile(string path)
    {
        _path = path;
        _shownPath = Encoding.ASCII.GetBytes(path);
    }

    /// <summary>As it was named.</summary>
    public string Name => _path;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Path => _shownPath;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Why => _cause switch
    {
        OtherKind => "it is neither a regular file nor a FIFO"u8,
        OthersMayWrite => "others may write it"u8,
        OtherOwner => "it is another user's"u8,
        SecondName => "it has a second name"u8,
        Errno.EPERM or Errno.EACCES => "not permitted"u8,
        Errno.ENOENT => "its folder is not there"u8,
        Errno.ENOTDIR => "its folder is none"u8,
        Errno.EISDIR => "it is a folder"u8,
        Errno.ELOOP => "it is a link"u8,
        Errno.EIO => "input/output error"u8,
        Errno.ENOSPC => "no space left on the device"u8,
        Errno.EDQUOT => "the disk quota is used up"u8,
        Errno.EFBIG => "it has reached the largest size"u8,
        Errno.EROFS => "the file system is read-only"u8,
        Errno.EMFILE or Errno.ENFILE => "no descriptor"u8,
        Errno.ENOMEM => "no memory"u8,
        _ => "system error"u8,
    };

    /// <inheritdoc/>
    public OsError Open(out bool isNew)
    {
        isNew = false;
        int descriptor = OpenNow();
        if (descriptor < 0)
        {
            return Fail(Marshal.GetLastPInvokeError());
        }

        int cause = !FileStatus.TryGet(descriptor, out FileStatus status) ? Marshal.GetLastPInvokeError()
            : Judge(in status);
        if (cause != 0)
        {
            _ = FileCalls.Close(descriptor);
            return Fail(cause);
        }

        if (_descriptor != NoDescriptor && status.IsSameFile(in _status))
        {
            _ = FileCalls.Close(descriptor);
            return OsError.None;
        }

        Close();
        _descriptor = descriptor;
        _status = status;
        isNew = true;
        EndLastLine();
        return OsError.None;
    }

    /// <inheritdoc/>
    public OsError Append(ReadOnlySpan<byte> bytes, out int written)
    {
        nint count;
        fixed (byte* pointer = bytes)
        {
            do
            {
                count = FileCalls.Write(_descriptor, pointer, (nuint)bytes.Length);
            }
            while (count < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR);
        }

        written = (int)Math.Max(0, count);
        if (count < 0)
        {
            _cause = Marshal.GetLastPInvokeError();
            return Errno.OfFile(_cause);
        }

        return OsError.None;
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (_descriptor != NoDescriptor)
        {
            _ = FileCalls.Close(_descriptor);
            _descriptor = NoDescriptor;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private static int Judge(in FileStatus status) => !status.IsRegular && !status.IsFifo ? OtherKind
        : status.IsWorldWritable ? OthersMayWrite
        : status.Owner != 0 && status.Owner != FileCalls.EffectiveUser() ? OtherOwner
        : status.IsRegular && status.Links != 1 ? SecondName
        : 0;

    private int OpenNow()
    {
        int flags = FileCalls.O_RDWR | FileCalls.O_APPEND | FileCalls.O_NOFOLLOW | FileCalls.O_NONBLOCK
            | FileCalls.O_NOCTTY | FileCalls.O_CLOEXEC;
        int descriptor = FileCalls.Open(_path, flags, 0);

        // Made only where nothing stands: with O_CREAT the kernel would refuse a FIFO in a sticky folder.
        return descriptor < 0 && Marshal.GetLastPInvokeError() == Errno.ENOENT
            ? FileCalls.Open(_path, flags | FileCalls.O_CREAT | FileCalls.O_EXCL, FileMode)
            : descriptor;
    }

    private OsError Fail(int cause)
    {
        Close();
        _cause = cause;
        return cause < 0 ? OsError.NotPermitted : Errno.OfFile(cause);
    }

    /// <summary>A daemon that died while it wrote, or a full disk, may have left half a line.</summary>
    private void EndLastLine()
    {
        byte last = (byte)'\n';
        if (_status.IsRegular && _status.Size > 0
            && FileCalls.ReadAt(_descriptor, &last, 1, (nint)(_status.Size - 1)) == 1 && last != (byte)'\n')
        {
            last = (byte)'\n';
            _ = FileCalls.Write(_descriptor, &last, 1);
        }
    }
}
