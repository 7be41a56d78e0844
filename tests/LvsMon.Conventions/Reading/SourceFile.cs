using System.Collections.Generic;
using System.Linq;

namespace LvsMon.Conventions.Reading;

/// <summary>A C# file: its path from the repository's root with forward slashes, and its text.</summary>
public sealed class SourceFile
{
    /// <summary>Reads a text.</summary>
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Source = new SourceText(text);
        Types = DeclarationReader.Read(Source);
    }

    /// <summary><c>src/LvsMon.Core/Os/IClock.cs</c>.</summary>
    public string Path { get; }

    /// <summary>As it stands on disk.</summary>
    public string Text { get; }

    /// <summary>The same, seen as code.</summary>
    public SourceText Source { get; }

    /// <summary>The types declared in it that are not nested in another.</summary>
    public IReadOnlyList<TypeDeclaration> Types { get; }

    /// <summary>All types declared in it.</summary>
    public IEnumerable<TypeDeclaration> AllTypes => Types.SelectMany(t => t.WithNested());

    /// <summary><c>src/LvsMon.Core</c>.</summary>
    public string Project => string.Join('/', Path.Split('/').Take(2));

    /// <summary>The folder inside the project, empty for the project's own.</summary>
    public string Folder => string.Join('/', Path.Split('/').Skip(2).SkipLast(1));

    /// <summary>The file's name without <c>.cs</c>.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The lines without their ends.</summary>
    public IReadOnlyList<string> Lines => Text.TrimEnd('\n').Split('\n');
}
