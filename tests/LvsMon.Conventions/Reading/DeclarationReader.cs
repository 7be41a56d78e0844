using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LvsMon.Conventions.Reading;

/// <summary>
/// Finds types and their members in masked code by braces, brackets and semicolons. It is no compiler: it relies on
/// code that compiles.
/// </summary>
internal sealed partial class DeclarationReader
{
    private readonly SourceText _source;
    private readonly string _code;

    private DeclarationReader(SourceText source)
    {
        _source = source;
        _code = source.Code;
    }

    /// <summary>The types of a text that are not nested in another.</summary>
    public static IReadOnlyList<TypeDeclaration> Read(SourceText source) =>
        new DeclarationReader(source).ReadBody(0, source.Code.Length).Types;

    private (List<TypeDeclaration> Types, List<MemberDeclaration> Members) ReadBody(int start, int end)
    {
        List<TypeDeclaration> types = [];
        List<MemberDeclaration> members = [];
        int at = SkipBlank(start, end);
        while (at < end)
        {
            Piece piece = NextPiece(at, end);
            Classify(piece, types, members);
            at = SkipBlank(piece.End, end);
        }

        return (types, members);
    }

    private void Classify(Piece piece, List<TypeDeclaration> types, List<MemberDeclaration> members)
    {
        string code = _code[piece.Signature..piece.End];
        if (NamespaceStart().IsMatch(code))
        {
            if (piece.BodyStart >= 0)
            {
                types.AddRange(ReadBody(piece.BodyStart + 1, piece.BodyEnd).Types);
            }

            return;
        }

        Match type = TypeStart().Match(code);
        if (type.Success)
        {
            types.Add(ReadType(piece, type));
        }
        else if (!UsingStart().IsMatch(code) && !piece.IsField)
        {
            Match name = MemberName().Match(code[..(piece.SignatureEnd - piece.Signature)]);
            string attributes = _code[piece.Start..piece.Signature];
            members.Add(new MemberDeclaration(
                name.Success ? name.Groups["name"].Value : "operator",
                attributes,
                code,
                _source.LineOf(piece.Signature),
                _source.LineOf(piece.BodyEnd >= 0 ? piece.BodyEnd : piece.End - 1)));
        }
    }

    private TypeDeclaration ReadType(Piece piece, Match type)
    {
        string keyword = Blanks().Replace(type.Groups["keyword"].Value, " ");
        (List<TypeDeclaration> Types, List<MemberDeclaration> Members) body = ([], []);
        if (piece.BodyStart >= 0 && keyword is not "enum")
        {
            body = ReadBody(piece.BodyStart + 1, piece.BodyEnd);
        }

        return new TypeDeclaration(
            type.Groups["name"].Value,
            keyword,
            [.. type.Groups["modifier"].Captures.Select(c => c.Value)],
            _source.LineOf(piece.Signature),
            body.Types,
            body.Members);
    }

    /// <summary>One declaration: attributes, signature, and a body in braces, after an arrow, or none.</summary>
    private Piece NextPiece(int start, int end)
    {
        int signature = SkipAttributes(start, end);
        int signatureEnd = -1;
        bool isAssigned = false;
        bool hasArrow = false;
        for (int at = signature; at < end; at++)
        {
            char c = _code[at];
            if (c is '(' or '[' || (c == '{' && (isAssigned || hasArrow)))
            {
                at = Closing(at, end);
            }
            else if (c == '=')
            {
                char next = at + 1 < end ? _code[at + 1] : ' ';
                bool isOperator = next == '=' || _code[at - 1] is '=' or '!' or '<' or '>';
                hasArrow |= next == '>' && !isAssigned;
                isAssigned |= !isOperator && next != '>' && !hasArrow;
                signatureEnd = signatureEnd < 0 && (hasArrow || isAssigned) ? at : signatureEnd;
            }
            else if (c == ';')
            {
                int last = signatureEnd < 0 ? at : signatureEnd;
                bool isField = isAssigned || (!hasArrow && !_code[signature..at].Contains('('));
                return new Piece(start, signature, last, -1, -1, at + 1, isField);
            }
            else if (c == '{')
            {
                int close = Closing(at, end);
                int pieceEnd = EndOfInitializer(close + 1, end);
                return new Piece(start, signature, at, at, close, pieceEnd, IsField: false);
            }
        }

        return new Piece(start, signature, end, -1, -1, end, IsField: true);
    }

    /// <summary>After <c>{ get; }</c> the initializer belongs to the property: <c>{ get; } = x;</c>.</summary>
    private int EndOfInitializer(int after, int end)
    {
        int at = SkipBlank(after, end);
        if (at >= end || _code[at] != '=')
        {
            return after;
        }

        for (; at < end && _code[at] != ';'; at++)
        {
            if (_code[at] is '(' or '[' or '{')
            {
                at = Closing(at, end);
            }
        }

        return Math.Min(at + 1, end);
    }

    private int SkipAttributes(int start, int end)
    {
        int at = start;
        while (at < end && _code[at] == '[')
        {
            at = SkipBlank(Closing(at, end) + 1, end);
        }

        return at;
    }

    private int SkipBlank(int start, int end)
    {
        int at = start;
        while (at < end && (char.IsWhiteSpace(_code[at]) || _code[at] == ';'))
        {
            at++;
        }

        return at;
    }

    /// <summary>The place of the bracket that closes the one at <paramref name="open"/>.</summary>
    private int Closing(int open, int end)
    {
        int depth = 0;
        for (int at = open; at < end; at++)
        {
            depth += _code[at] is '(' or '[' or '{' ? 1 : _code[at] is ')' or ']' or '}' ? -1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        return end - 1;
    }

    [GeneratedRegex(@"^namespace\b")]
    private static partial Regex NamespaceStart();

    [GeneratedRegex(@"^(?:global\s+)?using\b")]
    private static partial Regex UsingStart();

    [GeneratedRegex(@"^(?:(?<modifier>public|private|protected|internal|file|static|sealed|abstract|readonly|ref"
        + @"|partial|unsafe|new)\s+)*"
        + @"(?:(?<keyword>record\s+struct|record\s+class|record|class|struct|interface|enum)\s+(?<name>\w+)"
        + @"|(?<keyword>delegate)\s+[^(;]*?(?<name>\w+)\s*(?:<[^()]*>)?\s*\()")]
    private static partial Regex TypeStart();

    /// <summary>The word before the parameters, else an indexer, else the last word.</summary>
    [GeneratedRegex(@"\b(?!(?:public|private|protected|internal|static|async|override|virtual|readonly|unsafe|extern"
        + @"|partial|new|ref|sealed|abstract|operator|checked)\b)(?<name>\w+)\s*(?:<[^()]*>)?\s*\("
        + @"|\b(?<name>this)\s*\[|(?<name>\w+)\s*$")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>Places of one declaration in the code; a body's places are those of its braces, -1 without.</summary>
    private readonly record struct Piece(
        int Start,
        int Signature,
        int SignatureEnd,
        int BodyStart,
        int BodyEnd,
        int End,
        bool IsField);
}
