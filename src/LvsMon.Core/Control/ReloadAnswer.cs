using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>The answer to <c>reload</c>: the lines of the report, then what it came to.</summary>
internal sealed class ReloadAnswer : IControlAnswer
{
    /// <summary>Characters of a line that are shown: quoted they fit a document.</summary>
    private const int MaxLine = 900;

    private readonly IReloader _reloader;

    public ReloadAnswer(IReloader reloader)
    {
        _reloader = reloader;
    }

    /// <inheritdoc/>
    public int Edition => 0;

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor)
    {
        cursor.Report = _reloader.Reload(request.Flag(ControlField.Force), request.Flag(ControlField.DryRun));
        return ControlError.None;
    }

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        ReloadReport report = cursor.Report!;
        if (cursor.Stage < report.Lines.Count)
        {
            string line = report.Lines[cursor.Stage++];
            DocumentWriter text = new(buffer, "line"u8);
            text.Text("text"u8, line.AsSpan(0, Math.Min(line.Length, MaxLine)));
            return text.End();
        }

        cursor.IsDone = true;
        DocumentWriter document = new(buffer, "reload"u8);
        document.Flag("taken"u8, report.IsTaken);
        document.Flag("over_limit"u8, report.IsOverLimit);
        document.Number("errors"u8, report.Errors);
        document.Number("added"u8, report.Added);
        document.Number("removed"u8, report.Removed);
        document.Number("changed"u8, report.Changed);
        document.Number("leaving_percent"u8, report.LeavingPercent);
        document.Number("limit_percent"u8, report.LimitPercent);
        return document.End();
    }
}
