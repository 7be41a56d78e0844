using System;
using System.Text;
using LvsMon.Core.Control;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// What one client of the control socket hears: lines of one flat JSON object each, whole answers in the order of the
/// requests, nothing that is not true, and a stream of events without a gap. It does not allocate.
/// </summary>
internal sealed class AnswerWatch
{
    private readonly byte[] _line = new byte[ControlLimits.DocumentBytes];
    private int _length;
    private long _documents;
    private long _nextEvent;
    private long _whole;
    private int _unasked;

    /// <summary>Whom to ask what is true; null while nobody knows.</summary>
    public ControlTruth? Truth { get; set; }

    /// <summary>What the client may do.</summary>
    public ControlPermission Permission { get; private set; }

    /// <summary>Requests that were taken from the client.</summary>
    public int Asked { get; set; }

    /// <summary>Answers that have come to their end.</summary>
    public int Answered { get; private set; }

    /// <summary>True while the stream of events is told.</summary>
    public bool Follows { get; private set; }

    /// <summary>True while a request has no end of its answer.</summary>
    public bool IsWaiting => Answered - _unasked < Asked && !Follows;

    /// <summary>Another client begins.</summary>
    /// <param name="permission">What it may do.</param>
    public void Begin(ControlPermission permission)
    {
        Permission = permission;
        (_length, _documents, _nextEvent, _unasked, _whole) = (0, 0, 0, 0, 0);
        (Asked, Answered, Follows) = (0, 0, false);
    }

    /// <summary>Takes what was sent.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> part = end < 0 ? bytes : bytes[..end];
            if (_length + part.Length >= _line.Length)
            {
                throw new SimulationFailure($"a document has more than {ControlLimits.DocumentBytes} bytes");
            }

            part.CopyTo(_line.AsSpan(_length));
            _length += part.Length;
            if (end < 0)
            {
                return;
            }

            Line(_line.AsSpan(0, _length));
            _length = 0;
            bytes = bytes[(end + 1)..];
        }
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        HeardDocument document = HeardDocument.Read(line);
        if (document.Is("end"u8) || document.Is("error"u8))
        {
            End(in document);
            return;
        }

        _documents++;
        bool isOfChange = document.Is("order"u8) || document.Is("check"u8) || document.Is("reload"u8);
        if (Permission == ControlPermission.None || (isOfChange && Permission == ControlPermission.Reading))
        {
            throw Wrong(line, $"who has asked may do this: {Permission}");
        }

        if (Answered >= Asked)
        {
            throw Wrong(line, "nobody has asked for it");
        }

        NoteWhole(in document);
        if (document.Is("real"u8))
        {
            Truth?.CheckReal(in document);
        }
        else if (document.Is("daemon"u8))
        {
            Truth?.CheckDaemon(in document);
        }
        else if (document.Is("order"u8))
        {
            Truth?.CheckOrder(in document);
        }
        else
        {
            Stream(in document);
        }
    }

    /// <summary>A status tells each service and real server of the plan whose numbers it begins with.</summary>
    private void NoteWhole(in HeardDocument document)
    {
        if (_documents == 1 && document.Is("daemon"u8))
        {
            _whole = 1 + document.Services + document.Reals;
        }
        else if (_documents == 2 && !document.Is("service"u8))
        {
            _whole = 0;
        }
    }

    private void End(in HeardDocument document)
    {
        bool isWhole = _whole == 0 || _documents == _whole;
        if (document.Is("end"u8) && (document.Documents != _documents || !isWhole))
        {
            throw Wrong(document.Line, $"{_documents} documents were sent, all would be {_whole}");
        }

        // Who is not taken, or too slow, hears so without having asked a whole question.
        _unasked += Answered - _unasked >= Asked ? 1 : 0;
        if (_unasked > 1 || (document.Is("end"u8) && Answered >= Asked))
        {
            throw Wrong(document.Line, "nobody has asked for it");
        }

        Answered++;
        (_documents, _whole) = (0, 0);
        _nextEvent = 0;
        Follows = false;
    }

    private void Stream(in HeardDocument document)
    {
        Follows |= document.Is("stream"u8);
        if (document.Is("snapshot-end"u8))
        {
            _nextEvent = document.Sequence + 1;
        }
        else if (document.Is("lost"u8) || document.Is("snapshot"u8))
        {
            _nextEvent = 0;
        }
        else if (document.Is("event"u8) && document.Sequence >= 0)
        {
            if (_nextEvent != 0 && document.Sequence != _nextEvent)
            {
                throw Wrong(document.Line, $"event {_nextEvent} should be next");
            }

            Truth?.CheckNumber(in document);
            _nextEvent = document.Sequence + 1;
        }
    }

    private static SimulationFailure Wrong(ReadOnlySpan<byte> line, string why) =>
        new($"the control socket says {Encoding.ASCII.GetString(line)}: {why}");
}
