using System;

namespace LvsMon.Core.Os;

/// <summary>A small file that outlives the daemon. A convenience: no failure of it ends or delays anything.</summary>
public interface IStateFile
{
    /// <summary>The whole content, at most 1 MiB; empty when there is none or it is not to be trusted (link, foreign
    /// owner, too long).</summary>
    byte[] Read();

    /// <summary>Replaces the content whole (temporary file, rename). Set-up, reload and end; when that
    /// failed, again now and then.</summary>
    OsError Write(ReadOnlySpan<byte> content);
}
