using LvsMon.Linux.Native;

namespace LvsMon.Linux.Logging;

/// <summary>Whoever reads what is written to standard output: the other end of a pipe, or a terminal. Nothing else
/// tells that it is gone: the runtime ignores SIGPIPE, and <see cref="StandardStream"/> drops what nobody
/// reads.</summary>
public sealed unsafe class OutputReader
{
    private readonly int _descriptor;

    /// <summary>The reader of descriptor 1.</summary>
    public OutputReader()
        : this(1)
    {
    }

    internal OutputReader(int descriptor) => _descriptor = descriptor;

    /// <summary>Waits, and no longer when the reader goes. A file has one for ever.</summary>
    /// <param name="waitMs">How long, milliseconds; 0 only looks.</param>
    /// <returns>False when nobody reads any more.</returns>
    public bool Stays(int waitMs)
    {
        // Nothing is asked for: that the other end is closed poll(2) says all the same.
        PollEntry entry = new() { Descriptor = _descriptor };
        return FileCalls.Poll(&entry, 1, waitMs) <= 0;
    }
}
