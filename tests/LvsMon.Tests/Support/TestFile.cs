using System;
using System.IO;

namespace LvsMon.Tests.Support;

/// <summary>A file that lives as long as its test.</summary>
internal sealed class TestFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lvsmon-test-");

    public TestFile(string content)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "lvsmon.conf");
        File.WriteAllText(Path, content);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
