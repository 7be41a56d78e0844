using System;
using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>The blocks of one file that are open, innermost last. A file closes what it opens.</summary>
internal sealed class BlockStack(OpenBlock outer, Diagnostics diagnostics)
{
    private readonly List<OpenBlock> _open = [outer];

    /// <summary>Blocks passed over, one in the other: counted, so that depth costs nothing.</summary>
    private int _passedOver;

    public OpenBlock Current => _open[^1];

    /// <summary>True inside a block that is passed over.</summary>
    public bool PassingOver => _passedOver > 0;

    public void Push(OpenBlock block) => _open.Add(block);

    /// <summary>Opens a block whose content counts for nothing.</summary>
    public void PassOver() => _passedOver++;

    public void Close(SourceSpan brace)
    {
        if (_passedOver > 0)
        {
            _passedOver--;
        }
        else if (_open.Count > 1)
        {
            _open.RemoveAt(_open.Count - 1);
        }
        else
        {
            diagnostics.Error(ConfigRules.StrayClose, brace, "\"}\" closes a block, but none is open in this file");
        }
    }

    /// <summary>
    /// When a directive that cannot stand here stands no deeper than what opened this block, and can stand further out,
    /// then a closing brace is missing: says so and closes. In a file without indentation only a directive that opens a
    /// block is such a sign.
    /// </summary>
    public bool CloseFor(Directive directive, Word keyword)
    {
        int depth = _open.Count - 1;
        int leftmost = directive.Block == BlockUse.Never ? 2 : 1;
        while (depth > 0 && (_open[depth].Kind & directive.Blocks) == 0
            && _open[depth].Opener.Span.Column >= Math.Max(leftmost, keyword.Span.Column))
        {
            depth--;
        }

        if ((_open[depth].Kind & directive.Blocks) == 0)
        {
            return false;
        }

        for (int i = _open.Count - 1; i > depth; i--)
        {
            ReportOpen(_open[i], $"; \"{keyword.Text}\" in line {keyword.Span.Line} stands outside it");
            _open.RemoveAt(i);
        }

        return true;
    }

    /// <summary>Reports what is still open at the end of the file.</summary>
    public void Finish()
    {
        for (int i = 1; i < _open.Count; i++)
        {
            ReportOpen(_open[i], "");
        }
    }

    private void ReportOpen(OpenBlock block, string why) => diagnostics.Error(
        ConfigRules.UnclosedBlock,
        block.Opener.Span,
        $"the block of \"{block.Opener.Text}\" is not closed{why}; write \"}}\" on a line of its own");
}
