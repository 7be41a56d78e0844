using System;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>A state file in memory.</summary>
internal sealed class MemoryStateFile : IStateFile
{
    public string Text { get; set; } = string.Empty;

    /// <summary>What a write comes to; only <see cref="OsError.None"/> changes the text.</summary>
    public OsError Error { get; set; }

    /// <summary>Why it is not to be trusted; empty while it is.</summary>
    public string Refused { get; set; } = string.Empty;

    public byte[] Read(out string refused)
    {
        refused = Refused;
        return Refused.Length == 0 ? Encoding.ASCII.GetBytes(Text) : [];
    }

    public OsError Write(ReadOnlySpan<byte> content)
    {
        Text = Error == OsError.None ? Encoding.ASCII.GetString(content) : Text;
        return Error;
    }
}
