using System;
using System.IO;
using System.Runtime.InteropServices;
using LvsMon.Linux.Files;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Control;

/// <summary>
/// The place of a listening socket in the file system, held by a lock file beside it (<c>PATH.lock</c>), so that a
/// socket file whose owner died is told from one that is in use, and two daemons that start at once do not take it from
/// each other. Only a socket of ours that nobody answers is ever removed.
/// </summary>
internal sealed unsafe class SocketPlace : IDisposable
{
    private const int FolderMode = 0x1E8; // rwxr-x---
    private const int SocketMode = 0x1B0; // rw-rw----

    /// <summary>With readers, of whom a file can name no second group: the kernel's word of who they are is the
    /// guard.</summary>
    private const int OpenFolderMode = 0x1E9; // rwxr-x--x
    private const int OpenSocketMode = 0x1B6; // rw-rw-rw-
    private const uint SameUser = uint.MaxValue;
    private readonly string _path;
    private readonly byte[] _address;
    private readonly LockFile _lock;
    private readonly SocketUsers _users;
    private ulong _inode;

    private SocketPlace(string path, LockFile lockFile, SocketUsers users)
    {
        _path = path;
        _address = UnixAddress.Of(path);
        _lock = lockFile;
        _users = users;
    }

    /// <summary>Takes the place; set-up only.</summary>
    /// <param name="path">Absolute, at most 107 bytes; its folder is made when it is missing.</param>
    /// <param name="users">Who may use the socket.</param>
    /// <param name="why">Why the place cannot be had, in words.</param>
    /// <returns>Null when it cannot be had.</returns>
    internal static SocketPlace? Take(string path, SocketUsers users, out string why)
    {
        string folder = Path.GetDirectoryName(path) ?? "/";
        bool isMade = FileCalls.MakeDirectory(folder, FolderMode) == 0;
        if (!FileStatus.TryGet(folder, out FileStatus status))
        {
            why = $"{folder}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";
            return null;
        }

        uint self = FileCalls.EffectiveUser();
        if (!status.IsDirectory || (status.Owner != 0 && status.Owner != self)
            || (status.IsWritableByOthers && !status.IsSticky))
        {
            why = $"{folder}: others may write there";
            return null;
        }

        // A folder made for the daemon alone must let its users in; any other folder is somebody's own affair.
        if (status.Owner == self && (isMade || status.Permissions is FolderMode or OpenFolderMode))
        {
            LetIn(folder, in status, users);
        }

        LockFile lockFile = LockFile.Take(path + ".lock");
        if (lockFile.State != LockState.Taken)
        {
            why = lockFile.State == LockState.Held
                ? $"{path}: another lvsmon{(lockFile.Holder > 0 ? $" (pid {lockFile.Holder})" : "")} has it"
                : $"{path}.lock: {lockFile.Why}";
            return null;
        }

        SocketPlace place = new(path, lockFile, users);
        why = place.Clear(self);
        if (why.Length == 0)
        {
            return place;
        }

        place.Dispose();
        return null;
    }

    /// <summary>Binds a socket to the place; nobody can connect to it before it listens, so its mode and group are
    /// right from the first connection on.</summary>
    /// <returns>Why it cannot be done, empty when it was.</returns>
    internal string Bind(int descriptor)
    {
        fixed (byte* address = _address)
        {
            if (SocketCalls.Bind(descriptor, address, (uint)_address.Length) != 0)
            {
                return Failure();
            }
        }

        if (FileStatus.TryGetLink(_path, out FileStatus status))
        {
            _inode = status.Inode;
        }

        return FileCalls.ChangeMode(_path, (uint)(_users.HasReaders ? OpenSocketMode : SocketMode)) != 0
            || (_users.Members is { } members && FileCalls.ChangeOwner(_path, SameUser, members) != 0)
            ? Failure()
            : string.Empty;
    }

    /// <summary>Removes the socket file if it is still ours, then gives the place back.</summary>
    public void Dispose()
    {
        if (_inode != 0 && FileStatus.TryGetLink(_path, out FileStatus status) && status.Inode == _inode)
        {
            _ = FileCalls.Unlink(_path);
        }

        _lock.Dispose();
    }

    private static void LetIn(string folder, in FileStatus status, SocketUsers users)
    {
        if (users.HasReaders || status.Permissions == OpenFolderMode)
        {
            _ = FileCalls.ChangeMode(folder, (uint)(users.HasReaders ? OpenFolderMode : FolderMode));
        }

        if (users.Members is { } members)
        {
            _ = FileCalls.ChangeOwner(folder, SameUser, members);
        }
    }

    /// <summary>Removes what a dead daemon left.</summary>
    private string Clear(uint self)
    {
        if (!FileStatus.TryGetLink(_path, out FileStatus status))
        {
            return string.Empty;
        }

        if (!status.IsSocket || status.Owner != self)
        {
            return $"{_path}: something else is there";
        }

        if (IsAnswered())
        {
            return $"{_path}: another program answers there";
        }

        return FileCalls.Unlink(_path) == 0 ? string.Empty : Failure();
    }

    private bool IsAnswered()
    {
        int descriptor = SocketCalls.Socket(
            SocketCalls.AF_UNIX, SocketCalls.SOCK_STREAM | SocketCalls.SOCK_NONBLOCK | SocketCalls.SOCK_CLOEXEC, 0);
        if (descriptor < 0)
        {
            return true;
        }

        int errno = 0;
        fixed (byte* address = _address)
        {
            if (SocketCalls.Connect(descriptor, address, (uint)_address.Length) != 0)
            {
                errno = Marshal.GetLastPInvokeError();
            }
        }

        _ = FileCalls.Close(descriptor);
        return errno is not (Errno.ECONNREFUSED or Errno.ENOENT);
    }

    private string Failure() => $"{_path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";
}
