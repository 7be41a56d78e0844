using System.Linq;

namespace LvsMon.Conventions.Reading;

/// <summary>
/// A C# text seen as code: two masks of the same length as the text, in which everything else is blank. Line ends stay,
/// so a place in a mask is the same place in the text.
/// </summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Masks a text.</summary>
    public SourceText(string text)
    {
        CodeScanner scanner = new(text);
        scanner.Run();
        Code = scanner.Code;
        Comments = scanner.Comments;
        _lineStarts = [0, .. Enumerable.Range(0, text.Length).Where(i => text[i] == '\n').Select(i => i + 1)];
    }

    /// <summary>Code only: without comments, directives, character literals and the text of strings.</summary>
    public string Code { get; }

    /// <summary>Comments only.</summary>
    public string Comments { get; }

    /// <summary>The line, from 1, of a place in a mask.</summary>
    public int LineOf(int position)
    {
        int found = System.Array.BinarySearch(_lineStarts, position);
        return found >= 0 ? found + 1 : ~found;
    }
}
