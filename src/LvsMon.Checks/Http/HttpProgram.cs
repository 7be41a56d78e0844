using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Http;

/// <summary>
/// One request, one answer. Decided at the blank line after the header section, or in the body when its content must
/// match. Interim responses (1xx but 101, which is the last of HTTP on a connection) are skipped.
/// </summary>
internal sealed class HttpProgram : ByteProgram<HttpState>
{
    private readonly byte[] _request;
    private readonly StatusSet _accepted;
    private readonly ContentMatch? _content;

    /// <summary>Makes it; without <paramref name="content"/> no body is read.</summary>
    internal HttpProgram(string identity, int maxBytes, byte[] request, StatusSet accepted, ContentMatch? content)
        : base(identity, maxBytes)
    {
        _request = request;
        _accepted = accepted;
        _content = content;
    }

    /// <summary>The line being read, then the first of the content.</summary>
    public override int BufferBytes => Preview.Bytes + (_content?.BufferBytes ?? 0);

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Send(_request);

    /// <inheritdoc/>
    protected override CheckResult Take(ref HttpState state, byte value, Span<byte> buffer)
    {
        if (state.Phase == HttpPhase.Body)
        {
            return TakeInBody(ref state, value, buffer);
        }

        Preview.Add(buffer, ref state.LineKept, value);
        ReadStep step = state.Phase == HttpPhase.StatusLine
            ? state.Status.Take(value)
            : state.Fields.Take(value, ref state.Framing);
        if (step == ReadStep.Malformed)
        {
            return Malformed;
        }

        if (value == HttpBytes.Lf)
        {
            state.LineKept = 0;
        }

        if (step == ReadStep.More)
        {
            return Undecided;
        }

        if (state.Phase == HttpPhase.StatusLine)
        {
            state.Phase = HttpPhase.Fields;
            return Undecided;
        }

        return EndHeader(ref state, buffer);
    }

    /// <summary>A line that is whole; bytes that a failure would have to show are taken one by one.</summary>
    protected override int TakePart(ref HttpState state, ReadOnlySpan<byte> bytes)
    {
        switch (state.Phase)
        {
            case HttpPhase.StatusLine:
                int length = state.Status.TakeLine(bytes);
                state.Phase = length > 0 ? HttpPhase.Fields : HttpPhase.StatusLine;
                return length;
            case HttpPhase.Fields:
                return state.Fields.TakeLine(bytes, ref state.Framing);
            default:
                return 0;
        }
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref HttpState state, ReadOnlySpan<byte> buffer)
    {
        bool isWhole = state.Phase == HttpPhase.Body && state.Body == BodyKind.UntilClose;
        return isWhole ? EndContent(ref state, buffer) : ClosedEarly;
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref HttpState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer)
    {
        switch (reason)
        {
            case CheckReason.Malformed:
                return Preview.Line(buffer, ref state.LineKept, rest);
            case CheckReason.Mismatch:
                return Content(buffer)[..Math.Min((int)state.ContentKept, Preview.Bytes)];
            default:
                return default;
        }
    }

    private static Span<byte> Content(Span<byte> buffer) => buffer[Preview.Bytes..];

    private CheckResult EndHeader(ref HttpState state, ReadOnlySpan<byte> buffer)
    {
        short code = state.Status.Code;
        if (code < 200 && code != 101)
        {
            state.Status = default;
            state.Fields = default;
            state.Framing = default;
            state.Phase = HttpPhase.StatusLine;
            return Undecided;
        }

        if (!_accepted.Contains(code))
        {
            return new CheckResult(CheckReason.StatusRefused, code);
        }

        if (_content is null)
        {
            return new CheckResult(CheckReason.StatusAccepted, code);
        }

        state.Phase = HttpPhase.Body;
        state.Body = state.Framing.Resolve(code, state.Status.Minor);
        return state.Body switch
        {
            BodyKind.Faulty => Malformed,
            BodyKind.None => EndContent(ref state, buffer),
            _ => Undecided,
        };
    }

    private CheckResult TakeInBody(ref HttpState state, byte value, Span<byte> buffer)
    {
        if (state.Body == BodyKind.Chunked)
        {
            return TakeInChunks(ref state, value, buffer);
        }

        CheckResult result = TakeContent(ref state, value, buffer);
        if (result == Undecided && state.Body == BodyKind.Length)
        {
            state.Framing.Length--;
            return state.Framing.Length == 0 ? EndContent(ref state, buffer) : Undecided;
        }

        return result;
    }

    private CheckResult TakeInChunks(ref HttpState state, byte value, Span<byte> buffer)
    {
        ReadStep step = state.Chunks.Take(value);
        switch (step)
        {
            case ReadStep.Content:
                state.LineKept = 0;
                return TakeContent(ref state, value, buffer);
            case ReadStep.End:
                return EndContent(ref state, buffer);
            default:
                Preview.Add(buffer, ref state.LineKept, value);
                if (step == ReadStep.Malformed)
                {
                    return Malformed;
                }

                state.LineKept = value == HttpBytes.Lf ? (byte)0 : state.LineKept;
                return Undecided;
        }
    }

    private CheckResult TakeContent(ref HttpState state, byte value, Span<byte> buffer) =>
        Numbered(_content!.Take(ref state, value, Content(buffer)), state.Status.Code);

    private CheckResult EndContent(ref HttpState state, ReadOnlySpan<byte> buffer) =>
        Numbered(_content!.End(ref state, buffer[Preview.Bytes..]), state.Status.Code);

    private static CheckResult Numbered(CheckReason reason, short code) =>
        reason == CheckReason.None ? Undecided : new CheckResult(reason, code);
}
