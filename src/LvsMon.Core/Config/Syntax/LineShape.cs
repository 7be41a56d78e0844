namespace LvsMon.Core.Config.Syntax;

/// <summary>What the braces of a line do. They are taken out of its words.</summary>
/// <param name="CloseBefore">Closes the block before the words count.</param>
/// <param name="Open">The line opens a block.</param>
/// <param name="CloseAfter">Closes the block that is open after the line.</param>
/// <param name="Misplaced">A mistake in the braces is reported: no other about them may follow.</param>
/// <param name="Brace">The brace; the whole word when it is part of one.</param>
internal readonly record struct LineShape(
    bool CloseBefore,
    bool Open,
    bool CloseAfter,
    bool Misplaced,
    Word Brace);
