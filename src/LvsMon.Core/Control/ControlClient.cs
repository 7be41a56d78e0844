using System;
using LvsMon.Core.Os;
using LvsMon.Core.Serving;

namespace LvsMon.Core.Control;

/// <summary>One client of the control socket.</summary>
internal sealed class ControlClient : ServedClient
{
    /// <summary>Bytes that a client's request and answer need.</summary>
    public const int MemoryBytes = ControlLimits.RequestBytes + ControlLimits.AnswerBytes;

    private readonly ControlAnswer _answer;
    private ControlPermission _allowed;
    private uint _userId;
    private long _answerByUs;
    private bool _hasRequest;

    /// <summary>Makes the place of a slot.</summary>
    /// <param name="clients">The socket's clients.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="answers">What is answered.</param>
    /// <param name="memory">Of <see cref="MemoryBytes"/>.</param>
    public ControlClient(IClientSet clients, int slot, ControlAnswers answers, ArraySegment<byte> memory)
        : base(clients, slot, memory, ControlLimits.RequestBytes)
    {
        _answer = new ControlAnswer(answers);
    }

    /// <summary>True while a client has the place that may only look.</summary>
    public bool IsReaders => IsOpen && _allowed == ControlPermission.Reading;

    /// <inheritdoc/>
    protected override bool HasMore => (_answer.IsActive && !_answer.IsWaiting) || _answer.HasNews || _hasRequest;

    /// <inheritdoc/>
    protected override bool IsToldMore => _answer.HasNews;

    /// <summary>A client has come.</summary>
    public void Begin(ControlPermission allowed, uint userId, long nowUs)
    {
        _allowed = allowed;
        _userId = userId;
        Open();
        BeIdle(nowUs);
    }

    /// <inheritdoc/>
    protected override void RequestBegins(long nowUs)
    {
        DeadlineUs = nowUs + ControlLimits.RequestUs;
        IdleSinceUs = -1;
    }

    /// <summary>Writes as many documents as there is room for, and begins one answer at most: the next request waits
    /// for the next round, so that a row of cheap ones is no work without bound.</summary>
    protected override void Produce(long nowUs)
    {
        _hasRequest = false;
        if (_answer.IsWaiting && !Input.IsEmpty)
        {
            // Who follows and asks something else follows no more.
            _answer.Finish();
            _answerByUs = nowUs + ControlLimits.AnswerUs;
            DeadlineUs = nowUs + ControlLimits.UnreadUs;
        }

        if (!_answer.IsActive && Room.Length < ControlLimits.DocumentBytes)
        {
            // What is taken is answered at once: a reload in between would make the answer untrue.
            _hasRequest = !IsLeaving && Input.Contains((byte)'\n');
            return;
        }

        if (!_answer.IsActive && (IsLeaving || !BeginNext(nowUs)))
        {
            return;
        }

        bool wasEmpty = IsAllTaken;
        int written = 1;
        while (written > 0 && _answer.IsActive && Room.Length >= ControlLimits.DocumentBytes)
        {
            written = _answer.Write(Room, nowUs);
            Wrote(written);
        }

        _hasRequest = !IsLeaving && Input.Contains((byte)'\n');
        if (wasEmpty && _answer.Stays)
        {
            // Who follows has time without end while there is nothing to read.
            DeadlineUs = !IsAllTaken || _hasRequest ? nowUs + ControlLimits.UnreadUs : long.MaxValue;
        }
    }

    /// <inheritdoc/>
    protected override void Taken(long nowUs)
    {
        // Only a bufferful that was taken whole gives new time: one byte now and then does not.
        DeadlineUs = Math.Min(nowUs + ControlLimits.UnreadUs, _answerByUs);
        if (_answer.IsActive)
        {
            DeadlineUs = _answer.IsWaiting && !_hasRequest ? long.MaxValue : DeadlineUs;
            return;
        }

        if (Input.IsEmpty)
        {
            BeIdle(nowUs);
        }
        else
        {
            DeadlineUs = nowUs + ControlLimits.RequestUs;
        }
    }

    /// <inheritdoc/>
    protected override void FailAsTooSlow() => _answer.Fail(ControlError.TooSlow);

    /// <inheritdoc/>
    protected override void Drop()
    {
        _answer.Drop();
        _hasRequest = false;
    }

    private bool BeginNext(long nowUs)
    {
        int length = Input.IndexOf((byte)'\n');
        if (length >= 0)
        {
            Span<byte> line = Input[..length];
            Read(length + 1);
            _answer.Begin(line, _allowed, _userId, nowUs);
        }
        else if (IsInputFull)
        {
            _answer.Fail(ControlError.TooLong);
            IsLeaving = true;
        }
        else
        {
            return false;
        }

        _answerByUs = _answer.Stays ? long.MaxValue : nowUs + ControlLimits.AnswerUs;
        DeadlineUs = Math.Min(nowUs + ControlLimits.UnreadUs, _answerByUs);
        IdleSinceUs = -1;
        return true;
    }

    private void BeIdle(long nowUs)
    {
        IdleSinceUs = nowUs;
        DeadlineUs = nowUs + ControlLimits.IdleUs;
    }
}
