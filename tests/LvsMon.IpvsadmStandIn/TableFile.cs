using System;
using System.IO;
using System.Text;
using System.Threading;

namespace LvsMon.IpvsadmStandIn;

/// <summary>The table between two runs. One process at a time holds it, as the kernel does one request at a
/// time.</summary>
internal sealed class TableFile : IDisposable
{
    private const int MaxTries = 5000;
    private readonly FileStream _file;

    /// <summary>Opens the table, waiting for whoever holds it.</summary>
    internal TableFile(string folder)
    {
        _file = Open(Path.Combine(folder, "ipvsadm.table"));
    }

    /// <summary>The table as lines for <c>-R</c>.</summary>
    internal string Text
    {
        get
        {
            _file.Position = 0;
            using StreamReader reader = new(_file, Encoding.UTF8, false, 4096, leaveOpen: true);
            return reader.ReadToEnd();
        }

        set
        {
            _file.Position = 0;
            _file.Write(Encoding.UTF8.GetBytes(value));
            _file.SetLength(_file.Position);
            _file.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i < MaxTries)
            {
                Thread.Sleep(1);
            }
        }
    }
}
