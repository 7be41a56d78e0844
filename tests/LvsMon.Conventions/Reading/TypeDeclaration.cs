using System.Collections.Generic;
using System.Linq;

namespace LvsMon.Conventions.Reading;

/// <summary>A declared type. Keyword is <c>class</c>, <c>record</c>, <c>record struct</c> and so on.</summary>
public sealed record TypeDeclaration(
    string Name,
    string Keyword,
    IReadOnlyList<string> Modifiers,
    int Line,
    IReadOnlyList<TypeDeclaration> Nested,
    IReadOnlyList<MemberDeclaration> Members)
{
    /// <summary>True for reference types that could be inherited from.</summary>
    public bool IsClass => Keyword is "class" or "record" or "record class";

    /// <summary>Itself and all types inside it.</summary>
    public IEnumerable<TypeDeclaration> WithNested() => Nested.SelectMany(t => t.WithNested()).Prepend(this);
}
