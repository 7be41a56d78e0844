using System;

namespace LvsMon.Core.Os;

/// <summary>A small file that outlives the daemon. A convenience: no failure of it ends or delays anything.</summary>
public interface IStateFile
{
    /// <summary>The whole content, at most 1 MiB; empty when there is none or it is not to be trusted.</summary>
    /// <param name="refused">Why it is not to be trusted (a link, a foreign owner, too long); empty otherwise.</param>
    byte[] Read(out string refused);

    /// <summary>Replaces the content whole (temporary file, rename). Set-up, reload and end; when that
    /// failed, again now and then.</summary>
    OsError Write(ReadOnlySpan<byte> content);
}
