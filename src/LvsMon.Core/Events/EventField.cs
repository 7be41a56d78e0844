namespace LvsMon.Core.Events;

/// <summary>A member of a document of the stream.</summary>
/// <param name="Document">The document's type.</param>
/// <param name="Name">The member.</param>
/// <param name="Value">What it holds.</param>
/// <param name="Meaning">What it means.</param>
public sealed record EventField(string Document, string Name, string Value, string Meaning);
