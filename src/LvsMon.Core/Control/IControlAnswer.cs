using System;

namespace LvsMon.Core.Control;

/// <summary>
/// The answer to one command. One object serves all clients; how far an answer is stands in its
/// <see cref="AnswerCursor"/>. Called between two turns of the loop: nothing here allocates or waits.
/// </summary>
internal interface IControlAnswer
{
    /// <summary>Rises when what an unfinished answer tells of is no longer there: it then ends with
    /// <see cref="ControlError.Changed"/>. One that never rises outlives a reload.</summary>
    int Edition { get; }

    /// <summary>Takes a request of its command, with all needed members.</summary>
    /// <param name="request">The request; its texts are gone after the call.</param>
    /// <param name="cursor">At its beginning.</param>
    /// <returns>The error that is the whole answer, or <see cref="ControlError.None"/>.</returns>
    ControlError Begin(in ControlRequest request, ref AnswerCursor cursor);

    /// <summary>Writes the next document and moves on; not called once <see cref="AnswerCursor.IsDone"/>.</summary>
    /// <param name="buffer">At least <see cref="ControlLimits.DocumentBytes"/>.</param>
    /// <param name="cursor">Where the answer is.</param>
    /// <param name="nowUs">Now.</param>
    /// <returns>Bytes written; 0 when that was all (then it is <see cref="AnswerCursor.IsDone"/>), or when there is
    /// nothing now and the answer stays open until <see cref="HasNews"/>.</returns>
    int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs);

    /// <summary>True when an answer that had nothing to write has something now.</summary>
    bool HasNews(in AnswerCursor cursor) => false;

    /// <summary>True for an answer that has no end of its own: the limits of a whole answer are not for it.</summary>
    bool Stays(in AnswerCursor cursor) => false;

    /// <summary>An answer that began well is over, whole or not.</summary>
    void End(in AnswerCursor cursor)
    {
    }
}
