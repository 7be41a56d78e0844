using System;
using System.IO;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>
/// A file of at most 1 MiB that is believed only when nobody else can have written it, and that is replaced whole: a
/// crash at any moment leaves the old content or the new one.
/// </summary>
public sealed class StateFile : IStateFile
{
    /// <summary>Bytes.</summary>
    internal const int MaxLength = 1024 * 1024;

    private const int FileMode = 0x1A4; // rw-r--r--
    private const int FolderMode = 0x1E8; // rwxr-x---
    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly string _folder;

    /// <summary>Names the file; touches nothing yet.</summary>
    /// <param name="path">Absolute; its folder is made when it is missing, its folder's folder is not.</param>
    /// <exception cref="ArgumentException">The path is not absolute or holds a NUL.</exception>
    public StateFile(string path)
    {
        if (!path.StartsWith('/') || path.EndsWith('/') || path.Contains('\0'))
        {
            throw new ArgumentException("the path of a state file is absolute and names a file", nameof(path));
        }

        _path = path;
        _temporaryPath = path + ".new";
        _folder = Path.GetDirectoryName(path) ?? "/";
    }

    /// <inheritdoc/>
    public byte[] Read(out string refused)
    {
        int descriptor = FileCalls.Open(
            _path, FileCalls.O_RDONLY | FileCalls.O_NOFOLLOW | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC, 0);
        if (descriptor < 0)
        {
            // A link answers ELOOP, a socket ENXIO; what is not there is no file to distrust.
            refused = Errno.OfFile(Marshal.GetLastPInvokeError()) == OsError.NotFound ? "" : "cannot be opened";
            return [];
        }

        byte[] content = [];
        bool isKnown = FileStatus.TryGet(descriptor, out FileStatus status);
        refused = !isKnown || !status.IsRegular ? "is no regular file"
            : status.IsWritableByOthers ? "may be written by others"
            : status.Owner != 0 && status.Owner != FileCalls.EffectiveUser() ? "belongs to another user"
            : FileContent.Read(descriptor, MaxLength, out content) != 0 ? "cannot be read, or is longer than 1 MiB"
            : "";
        _ = FileCalls.Close(descriptor);
        return refused.Length == 0 ? content : [];
    }

    /// <inheritdoc/>
    public OsError Write(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxLength)
        {
            return OsError.Other;
        }

        // Fails when it is there, which is the usual case; any other failure shows at the next step.
        _ = FileCalls.MakeDirectory(_folder, FolderMode);

        // Left by a crash, or laid there by another: removed, never followed or written into.
        _ = FileCalls.Unlink(_temporaryPath);
        int errno = WriteTemporary(content);
        if (errno == 0 && FileCalls.Rename(_temporaryPath, _path) != 0)
        {
            errno = Marshal.GetLastPInvokeError();
        }

        if (errno != 0)
        {
            _ = FileCalls.Unlink(_temporaryPath);
            return Errno.OfFile(errno);
        }

        SyncFolder();
        return OsError.None;
    }

    private int WriteTemporary(ReadOnlySpan<byte> content)
    {
        int flags = FileCalls.O_WRONLY | FileCalls.O_CREAT | FileCalls.O_EXCL | FileCalls.O_NOFOLLOW
            | FileCalls.O_CLOEXEC;
        int descriptor = FileCalls.Open(_temporaryPath, flags, FileMode);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        int errno = FileContent.Write(descriptor, content);
        if (errno == 0 && FileCalls.Sync(descriptor) != 0)
        {
            errno = Marshal.GetLastPInvokeError();
        }

        if (FileCalls.Close(descriptor) != 0 && errno == 0)
        {
            errno = Marshal.GetLastPInvokeError();
        }

        return errno;
    }

    /// <summary>Makes the rename itself last; the content is safe either way, so a failure here is none.</summary>
    private void SyncFolder()
    {
        int descriptor = FileCalls.Open(_folder, FileCalls.O_RDONLY | FileCalls.O_DIRECTORY | FileCalls.O_CLOEXEC, 0);
        if (descriptor >= 0)
        {
            _ = FileCalls.Sync(descriptor);
            _ = FileCalls.Close(descriptor);
        }
    }
}
