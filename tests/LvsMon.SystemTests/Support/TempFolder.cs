using System;
using System.IO;

namespace LvsMon.SystemTests.Support;

/// <summary>A folder of one test, deleted with all that is in it.</summary>
internal sealed class TempFolder : IDisposable
{
    // Servers drop root and must still find their files.
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public TempFolder()
    {
        // Short: paths of sockets end at 107 bytes.
        Path = Directory.CreateTempSubdirectory("lvsmon-").FullName;
        File.SetUnixFileMode(Path, Open);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Makes a folder in it.</summary>
    /// <returns>Its path.</returns>
    public string Make(string name) => Directory.CreateDirectory(this[name]).FullName;

    /// <inheritdoc/>
    public void Dispose() => Wait.Until(TryDelete, $"{Path} is deleted");

    /// <summary>A program that has just lost its parent may still write its last file.</summary>
    private bool TryDelete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
