using System;
using System.IO;
using System.Text;
using System.Threading;

namespace LvsMon.VmPeer;

/// <summary>
/// Records, one or more lines each, written whole and at once: nothing is lost when the process is killed. A log has
/// one writer; any number of threads may use it.
/// </summary>
internal sealed class RecordWriter : IDisposable
{
    private readonly Lock _oneRecord = new();
    private readonly Stream _stream;

    private RecordWriter(Stream stream)
    {
        _stream = stream;
    }

    /// <summary>Standard output.</summary>
    internal static RecordWriter Output() => new(Console.OpenStandardOutput());

    /// <summary>A file, at its end.</summary>
    internal static RecordWriter Append(string path) => new(
        new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));

    /// <summary>Writes a record and the line end behind it.</summary>
    internal void Write(string record) => Write(Encoding.UTF8.GetBytes(record + "\n"));

    /// <summary>Writes whole lines.</summary>
    internal void Write(ReadOnlySpan<byte> lines)
    {
        lock (_oneRecord)
        {
            _stream.Write(lines);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
