using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace LvsMon.VmPeer.Files;

/// <summary>
/// A file that is read whole again and again. One below /proc is kept open, which saves most of the cost of a reading;
/// any other may be replaced and is opened each time. A file that is not there is empty.
/// </summary>
internal sealed class PolledFile(string path) : IDisposable
{
    private readonly bool _isKept = path.StartsWith("/proc/", StringComparison.Ordinal);
    private byte[] _content = new byte[16 * 1024];
    private SafeFileHandle? _handle;

    /// <summary>Reads all of it. The kernel gives a table in pieces of a page: a longer one may be torn.</summary>
    /// <returns>The content; good until the next call.</returns>
    internal ReadOnlySpan<byte> Read()
    {
        try
        {
            int length = ReadAll();
            return _content.AsSpan(0, length);
        }
        catch (IOException)
        {
            // It went between two calls, with its kernel module perhaps; the next reading looks for it anew.
            Dispose();
            return [];
        }
        finally
        {
            if (!_isKept)
            {
                Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle?.Dispose();
        _handle = null;
    }

    private int ReadAll()
    {
        if (_handle is null)
        {
            if (!File.Exists(path))
            {
                return 0;
            }

            _handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        }

        int length = 0;
        int read;
        do
        {
            if (length == _content.Length)
            {
                Array.Resize(ref _content, 2 * length);
            }

            read = RandomAccess.Read(_handle, _content.AsSpan(length), length);
            length += read;
        }
        while (read > 0);
        return length;
    }
}
