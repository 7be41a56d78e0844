using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Runtime.InteropServices;
using LvsMon.Core.Config;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Files;

/// <summary>
/// Configuration files from disk. Relative paths start at the working directory. Only regular files are read: a FIFO or
/// a device could hold the daemon for ever.
/// </summary>
public sealed class ConfigFiles : IConfigFiles
{
    /// <inheritdoc/>
    public string? Read(string path, int limit, out byte[] content)
    {
        content = [];
        if (path.Contains('\0'))
        {
            return "a NUL byte in the path";
        }

        int descriptor = FileCalls.Open(
            path, FileCalls.O_RDONLY | FileCalls.O_NONBLOCK | FileCalls.O_NOCTTY | FileCalls.O_CLOEXEC, 0);
        if (descriptor < 0)
        {
            return Words(Marshal.GetLastPInvokeError());
        }

        try
        {
            if (!FileStatus.TryGet(descriptor, out FileStatus status))
            {
                return Words(Marshal.GetLastPInvokeError());
            }

            if (!status.IsRegular)
            {
                return status.IsDirectory ? "is a directory" : "not a regular file";
            }

            int errno = FileContent.Read(descriptor, limit, out content);
            return errno == Errno.EFBIG ? $"longer than {limit} bytes" : errno == 0 ? null : Words(errno);
        }
        finally
        {
            _ = FileCalls.Close(descriptor);
        }
    }

    /// <inheritdoc/>
    /// <remarks>As in a shell, a name that begins with a dot is matched only by a pattern that does.</remarks>
    public IReadOnlyList<string> Match(string pattern)
    {
        int slash = pattern.LastIndexOf('/');
        string folder = pattern[..(slash + 1)];
        string last = pattern[(slash + 1)..];
        List<string> paths = [];
        try
        {
            DirectoryInfo directory = new(folder.Length == 0 ? "." : folder);
            foreach (FileSystemInfo entry in directory.EnumerateFileSystemInfos())
            {
                bool isHidden = entry.Name.StartsWith('.') && !last.StartsWith('.');
                if (!isHidden && entry is not DirectoryInfo
                    && FileSystemName.MatchesSimpleExpression(last, entry.Name, ignoreCase: false))
                {
                    paths.Add(folder + entry.Name);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A folder that is not there, or not for us, holds nothing that matches.
            return [];
        }

        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    private static string Words(int errno) => errno switch
    {
        Errno.ENOENT => "no such file",
        Errno.ENOTDIR => "part of the path is not a directory",
        Errno.EACCES or Errno.EPERM => "not permitted",
        Errno.EISDIR => "is a directory",
        Errno.ELOOP => "too many symbolic links",
        Errno.EMFILE or Errno.ENFILE => "no file descriptor left",

        // A device or socket without anybody behind it.
        Errno.ENXIO => "not a regular file",
        _ => Marshal.GetPInvokeErrorMessage(errno),
    };
}
