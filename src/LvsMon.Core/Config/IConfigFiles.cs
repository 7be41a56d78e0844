using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>How configuration files are reached; the reader itself touches no disk.</summary>
public interface IConfigFiles
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">As the command line has it, or joined by the reader with the folder of the including
    /// file.</param>
    /// <param name="limit">Bytes; of a longer file the first so many are enough, the reader then refuses it.</param>
    /// <param name="content">The bytes, empty on failure.</param>
    /// <returns>Null on success, else the reason in words for a person (<c>no such file</c>, <c>not permitted</c>,
    /// <c>is a directory</c>).</returns>
    string? Read(string path, int limit, out byte[] content);

    /// <summary>The files that match a pattern (<c>*</c> and <c>?</c> in the last part), sorted by name; none is no
    /// error.</summary>
    IReadOnlyList<string> Match(string pattern);
}
