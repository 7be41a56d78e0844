using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>
/// What one client is being answered, written a document at a time, so that an answer of any length needs no more room
/// than a document and its writing can stop and go on between any two.
/// </summary>
internal sealed class ControlAnswer
{
    private readonly ControlAnswers _answers;
    private IControlAnswer? _answer;
    private AnswerCursor _cursor;
    private ControlError _error;
    private int _edition;
    private long _documents;

    public ControlAnswer(ControlAnswers answers)
    {
        _answers = answers;
    }

    /// <summary>True while documents are to be written.</summary>
    public bool IsActive { get; private set; }

    /// <summary>True while there is nothing to write although the answer is not over.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>True when that has changed.</summary>
    public bool HasNews => IsWaiting && _answer is not null && _answer.HasNews(in _cursor);

    /// <summary>True for an answer without an end of its own.</summary>
    public bool Stays => _answer is not null && _answer.Stays(in _cursor);

    /// <summary>Begins the answer to a request.</summary>
    /// <param name="line">The request without its line end; its bytes change.</param>
    /// <param name="allowed">What the client may do.</param>
    /// <param name="userId">Who it is.</param>
    /// <param name="nowUs">Now.</param>
    public void Begin(Span<byte> line, ControlPermission allowed, uint userId, long nowUs)
    {
        ControlError error = RequestReader.Read(line, out ControlRequest request);
        request.UserId = userId;
        request.NowUs = nowUs;
        if (error == ControlError.None && request.Permission > allowed)
        {
            error = ControlError.NotPermitted;
        }

        IControlAnswer? answer = error == ControlError.None ? _answers.For(request.Verb) : null;
        _cursor = default;
        _documents = 0;
        if (answer is null)
        {
            Fail(error == ControlError.None ? ControlError.UnknownCommand : error);
            return;
        }

        IsActive = true;
        _error = answer.Begin(in request, ref _cursor);
        _answer = _error == ControlError.None ? answer : null;
        _edition = answer.Edition;
    }

    /// <summary>Ends what there is of an answer with an error.</summary>
    public void Fail(ControlError error)
    {
        _error = error;
        IsActive = true;
    }

    /// <summary>Ends an answer that has no end of its own.</summary>
    public void Finish()
    {
        _cursor.IsDone = true;
        IsWaiting = false;
    }

    /// <summary>Forgets an answer: its client has gone.</summary>
    public void Drop() => Leave();

    /// <summary>Writes the next document.</summary>
    /// <param name="buffer">At least <see cref="ControlLimits.DocumentBytes"/>.</param>
    /// <param name="nowUs">Now.</param>
    /// <returns>Bytes written; 0 when it is waiting.</returns>
    public int Write(Span<byte> buffer, long nowUs)
    {
        if (_error == ControlError.None && !_cursor.IsDone && _edition != _answer!.Edition)
        {
            _error = ControlError.Changed;
        }

        if (_error != ControlError.None)
        {
            Leave();
            return WriteError(buffer, _error);
        }

        int written = _cursor.IsDone ? 0 : _answer!.Write(buffer, ref _cursor, nowUs);
        _documents += written > 0 ? 1 : 0;
        IsWaiting = written == 0 && !_cursor.IsDone;
        if (written > 0 || IsWaiting)
        {
            return written;
        }

        Leave();
        return WriteEnd(buffer, _documents);
    }

    private void Leave()
    {
        _answer?.End(in _cursor);
        _answer = null;
        IsActive = false;
        IsWaiting = false;
    }

    /// <summary>The last line of an answer that could be given.</summary>
    public static int WriteEnd(Span<byte> buffer, long documents)
    {
        DocumentWriter document = new(buffer, "end"u8);
        document.Number("version"u8, ControlLimits.Version);
        document.Number("documents"u8, documents);
        return document.End();
    }

    /// <summary>The last line of one that could not.</summary>
    public static int WriteError(Span<byte> buffer, ControlError error)
    {
        DocumentWriter document = new(buffer, "error"u8);
        document.Number("version"u8, ControlLimits.Version);
        document.Words("error"u8, ControlErrors.Word(error));
        document.Sentence("message"u8, ControlErrors.Message(error));
        return document.End();
    }
}
