using System.Collections.Generic;
using System.Text;

namespace LvsMon.Core.Events;

/// <summary>A member that events of a kind have beside those that all have.</summary>
/// <param name="Name">Its name; a time ends in <c>_us</c>.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Meaning">What it means.</param>
public sealed record EventMember(string Name, EventSource Source, string Meaning)
{
    /// <summary>How a count is written.</summary>
    public EventForm Form { get; init; }

    /// <summary>The words of <see cref="EventForm.Word"/> and <see cref="EventForm.WordSet"/> by number.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The name's bytes.</summary>
    internal byte[] NameBytes { get; } = Encoding.ASCII.GetBytes(Name);
}
