namespace LvsMon.Core.Control;

/// <summary>A member of a document.</summary>
/// <param name="Document">The document's type.</param>
/// <param name="Name">The member.</param>
/// <param name="Value">What it holds, with its unit.</param>
/// <param name="Meaning">What it means.</param>
public sealed record ControlDocumentField(string Document, string Name, string Value, string Meaning);
