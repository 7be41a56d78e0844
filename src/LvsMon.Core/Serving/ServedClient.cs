using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Serving;

/// <summary>
/// One client: what it has sent and nobody has read, what it has not taken of an answer, and until when it has time.
/// While it does not take its answer nothing more is read from it.
/// </summary>
internal abstract class ServedClient
{
    private readonly IClientSet _clients;
    private readonly int _slot;
    private readonly ArraySegment<byte> _input;
    private readonly ArraySegment<byte> _output;
    private int _inputStart;
    private int _inputEnd;
    private int _outputStart;
    private int _outputEnd;

    /// <summary>Makes the place of a slot.</summary>
    /// <param name="clients">The socket's clients.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="memory">For what comes and what goes.</param>
    /// <param name="inputBytes">How much of it is for what comes.</param>
    protected ServedClient(IClientSet clients, int slot, ArraySegment<byte> memory, int inputBytes)
    {
        _clients = clients;
        _slot = slot;
        _input = memory[..inputBytes];
        _output = memory[inputBytes..];
    }

    /// <summary>True while the slot is taken.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Until when the client must do the next thing, monotonic microseconds; only while
    /// <see cref="IsOpen"/>.</summary>
    public long DeadlineUs { get; protected set; }

    /// <summary>Since when it has no request under way, monotonic microseconds; -1 while it has one.</summary>
    public long IdleSinceUs { get; protected set; }

    /// <summary>True when it has taken all and there is more now.</summary>
    public bool HasNews => IsOpen && IsAllTaken && IsToldMore;

    /// <summary>True when the connection ends once all is sent.</summary>
    protected bool IsLeaving { get; set; }

    /// <summary>True when there is more to write than what waits to be sent.</summary>
    protected abstract bool HasMore { get; }

    /// <summary>True when there is more for one that waits; false for who is only answered.</summary>
    protected virtual bool IsToldMore => false;

    /// <summary>True when nothing that was written waits to be taken.</summary>
    protected bool IsAllTaken => _outputStart == _outputEnd;

    /// <summary>What it has sent and nobody has read.</summary>
    protected Span<byte> Input => _input.AsSpan(_inputStart.._inputEnd);

    /// <summary>True when no more can come before some of it is read.</summary>
    protected bool IsInputFull => Input.Length == _input.Count;

    /// <summary>Where more can be written.</summary>
    protected Span<byte> Room => _output.AsSpan(_outputEnd);

    private bool IsAnswering => !IsAllTaken || HasMore;

    /// <summary>Does one round of work: takes at most one bufferful, writes and sends at most one.</summary>
    public void Advance(long nowUs)
    {
        if (!IsAnswering && !Receive(nowUs))
        {
            Close();
            return;
        }

        Write(nowUs);
        if (!SendOutput(nowUs))
        {
            Close();
            return;
        }

        if (IsAnswering)
        {
            _clients.Expect(_slot, Readiness.Send);
        }
        else if (IsLeaving)
        {
            // What came meanwhile is taken: unread bytes would make the end a reset, which can cost the client the
            // end of its answer.
            _ = _clients.Receive(_slot, _input, out _);
            Close();
        }
        else
        {
            _clients.Expect(_slot, Readiness.Receive);
        }
    }

    /// <summary>Its time is over: who has begun a request is told, who does not read cannot be.</summary>
    public void Expire(long nowUs)
    {
        if (!IsAnswering && _inputStart < _inputEnd)
        {
            FailAsTooSlow();
            Write(nowUs);
            SendOutput(nowUs);
        }

        Close();
    }

    /// <summary>Lets it go.</summary>
    public void Close()
    {
        IsOpen = false;
        Drop();
        _clients.Close(_slot);
    }

    /// <summary>A client has come.</summary>
    protected void Open()
    {
        _inputStart = 0;
        _inputEnd = 0;
        _outputStart = 0;
        _outputEnd = 0;
        IsLeaving = false;
        Drop();
        IsOpen = true;
    }

    /// <summary>So many bytes of <see cref="Input"/> are read.</summary>
    protected void Read(int bytes) => _inputStart += bytes;

    /// <summary>So many bytes were written into <see cref="Room"/>.</summary>
    protected void Wrote(int bytes) => _outputEnd += bytes;

    /// <summary>Nothing of what was written is to be sent.</summary>
    protected void Unwrite() => _outputEnd = _outputStart;

    /// <summary>Writes what there is room for; reads one request at most.</summary>
    protected abstract void Produce(long nowUs);

    /// <summary>The first bytes of a request have come.</summary>
    protected abstract void RequestBegins(long nowUs);

    /// <summary>A bufferful was taken whole.</summary>
    protected abstract void Taken(long nowUs);

    /// <summary>The answer is that the request came too slowly.</summary>
    protected abstract void FailAsTooSlow();

    /// <summary>Forgets an answer under way.</summary>
    protected abstract void Drop();

    private void Write(long nowUs)
    {
        if (_outputStart > 0)
        {
            _output.AsSpan(_outputStart.._outputEnd).CopyTo(_output);
            _outputEnd -= _outputStart;
            _outputStart = 0;
        }

        Produce(nowUs);
    }

    /// <returns>False when the connection is over.</returns>
    private bool Receive(long nowUs)
    {
        if (_inputStart > 0)
        {
            Input.CopyTo(_input);
            _inputEnd -= _inputStart;
            _inputStart = 0;
        }

        OsError error = _clients.Receive(_slot, _input.AsSpan(_inputEnd), out int received);
        if (error == OsError.WouldBlock)
        {
            return true;
        }

        if (error != OsError.None)
        {
            return false;
        }

        // At its end: half a request is none.
        if (_inputEnd == 0 && received > 0)
        {
            RequestBegins(nowUs);
        }

        _inputEnd += received;
        return received > 0;
    }

    /// <returns>False when the client has gone.</returns>
    private bool SendOutput(long nowUs)
    {
        if (_outputStart == _outputEnd)
        {
            return true;
        }

        OsError error = _clients.Send(_slot, _output.AsSpan(_outputStart.._outputEnd), out int sent);
        if (error == OsError.WouldBlock)
        {
            return true;
        }

        if (error != OsError.None)
        {
            return false;
        }

        _outputStart += sent;
        if (_outputStart == _outputEnd)
        {
            _outputStart = 0;
            _outputEnd = 0;
            Taken(nowUs);
        }

        return true;
    }
}
