using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Events;

/// <summary>The document of one kind of fact.</summary>
/// <param name="Kind">The fact.</param>
/// <param name="Word">What the member <c>event</c> says: the words of its line in the log in small letters, with
/// <c>-</c> for blanks.</param>
/// <param name="Meaning">What has happened.</param>
/// <param name="Members">Its own members in the order in which they are written.</param>
public sealed record EventEntry(FactKind Kind, string Word, string Meaning, IReadOnlyList<EventMember> Members)
{
    /// <summary>The word's bytes.</summary>
    internal byte[] WordBytes { get; } = Encoding.ASCII.GetBytes(Word);

    /// <summary>The members, to be gone through without an enumerator.</summary>
    internal EventMember[] Row { get; } = [.. Members];
}
