using System;
using System.Text;
using LvsMon.Core.Values;

namespace LvsMon.Core.Events;

/// <summary>The document that every stream begins with.</summary>
public sealed class EventHead
{
    /// <summary>Version of the documents.</summary>
    public const int Version = 1;

    private readonly EventLog _log;
    private readonly byte[] _run;

    internal EventHead(EventLog log, string run)
    {
        _log = log;
        _run = Encoding.ASCII.GetBytes(run);
    }

    /// <summary>True for the name of this run.</summary>
    internal bool IsRun(ReadOnlySpan<byte> run) => run.SequenceEqual(_run);

    /// <summary>Writes it.</summary>
    internal int Write(Span<byte> buffer)
    {
        DocumentWriter document = new(buffer, "stream"u8);
        document.Number("version"u8, Version);
        document.Own("run"u8, _run);
        document.Number("seq"u8, _log.Last);
        return document.End();
    }
}
