namespace LvsMon.Conventions.Reading;

/// <summary>
/// A member with code: method, constructor, operator, property, indexer, event. A table of data has no length limit:
/// fields are not listed, and a property ends before its initializer.
/// </summary>
/// <param name="Name">The name; <c>this</c> for an indexer, the word <c>operator</c> for an operator.</param>
/// <param name="Attributes">The attribute lists before it, strings blank.</param>
/// <param name="Code">From the first modifier to the end, strings and comments blank.</param>
/// <param name="FirstLine">Of the signature, from 1, attributes not counted.</param>
/// <param name="LastLine">Of the body's closing brace or semicolon.</param>
public sealed record MemberDeclaration(string Name, string Attributes, string Code, int FirstLine, int LastLine)
{
    /// <summary>Lines from the signature to the closing brace.</summary>
    public int LineCount => LastLine - FirstLine + 1;
}
