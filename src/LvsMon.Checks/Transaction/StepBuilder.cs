using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Transaction;

/// <summary>Makes the steps of the options, in their order.</summary>
internal sealed class StepBuilder
{
    private const int MaxSteps = 16;
    private const int MaxBytes = 512;
    private const int MaxNameChars = 32;

    private readonly IReadOnlyList<GivenOption> _given;
    private readonly TimeSpan _matchTimeout;
    private readonly ICheckDiagnostics _diagnostics;
    private readonly List<string> _captures = [];

    internal StepBuilder(IReadOnlyList<GivenOption> given, TimeSpan matchTimeout, ICheckDiagnostics diagnostics)
    {
        _given = given;
        _matchTimeout = matchTimeout;
        _diagnostics = diagnostics;
    }

    /// <summary>The steps, or null after reporting.</summary>
    internal IReadOnlyList<Step>? Build()
    {
        if (_given.Count is 0 or > MaxSteps)
        {
            _diagnostics.Error(_given.Count == 0
                ? "say what to send and what to wait for: --send-line QUIT --expect 221"
                : $"a transaction has at most {MaxSteps} steps, not {_given.Count}");
            return null;
        }

        List<Step?> steps = [.. _given.Select((given, index) => Make(given, index + 1))];
        if (steps.Contains(null))
        {
            return null;
        }

        int early = steps.FindIndex(step => step is CloseStep);
        if (early >= 0 && early < steps.Count - 1)
        {
            At(early + 1).Error("--close is the last step: nothing can come after the end of the connection");
            return null;
        }

        int secure = steps.FindIndex(step => step is StartTlsStep);
        if (secure >= 0 && (secure == 0 || steps[secure - 1] is not WaitStep))
        {
            At(secure + 1).Error("--starttls stands right behind the step that waits for the server's consent; for TLS "
                + "from the first byte there is --tls");
            return null;
        }

        if (steps[^1] is not WaitStep)
        {
            At(steps.Count).Error($"the last step must wait for the server; add --expect, --expect-regex or --close "
                + $"behind {_given[^1].Option.Name}");
            return null;
        }

        return [.. steps.Select(step => step!)];
    }

    private StepDiagnostics At(int number) => new(_diagnostics, _given[number - 1], number);

    private Step? Make(GivenOption given, int number)
    {
        StepDiagnostics diagnostics = At(number);
        string text = given.Value.Text;
        string place = $"in step {number} {given.Option.Name[2..]}";
        switch (given.Option.Name)
        {
            case "--send":
                return Send(place, text, "", diagnostics);
            case "--send-line":
                return Send(place, text, "\r\n", diagnostics);
            case "--send-hex":
                return Hex(text, diagnostics) is { } sent ? new SendStep(place, new SendPart(sent)) : null;
            case "--expect":
                return Bytes(text, diagnostics) is { } bytes ? new TextStep(place, bytes) : null;
            case "--expect-hex":
                return Hex(text, diagnostics) is { } hex ? new TextStep(place, hex) : null;
            case "--expect-not":
                return Bytes(text, diagnostics) is { } refused ? new RefuseStep(place, refused) : null;
            case "--expect-regex":
                return Pattern(text, given.Option, diagnostics) is { } pattern ? new LineStep(place, pattern) : null;
            case "--capture":
                return Capture(place, text, given.Option, diagnostics);
            case "--starttls":
                return new StartTlsStep(place);
            default:
                return new CloseStep(place);
        }
    }

    private SendStep? Send(string place, string text, string end, StepDiagnostics diagnostics)
    {
        List<SendPart> parts = [];
        int at = 0;
        while (at < text.Length)
        {
            int mark = text.IndexOf("%{", at, StringComparison.Ordinal);
            int close = mark < 0 ? -1 : text.IndexOf('}', mark);
            if (close < 0 || !IsName(text[(mark + 2)..close]))
            {
                mark = mark < 0 ? text.Length : mark + 2;
                parts.Add(new SendPart(ByteText.ToBytes(text.AsSpan(at..mark))));
                at = mark;
                continue;
            }

            string name = text[(mark + 2)..close];
            int capture = _captures.IndexOf(name);
            if (capture < 0)
            {
                diagnostics.Error($"no step before captures {ShownText.Quote(name)}; write --capture {name}=PATTERN "
                    + "there, or --send-hex for the characters themselves");
                return null;
            }

            parts.Add(new SendPart(ByteText.ToBytes(text.AsSpan(at..mark))));
            parts.Add(new SendPart([], capture));
            at = close + 1;
        }

        parts.Add(new SendPart(Encoding.ASCII.GetBytes(end)));
        SendStep step = new(place, [.. parts]);
        if (step.MaxBytes is > 0 and <= MaxBytes)
        {
            return step;
        }

        diagnostics.Error(step.MaxBytes == 0
            ? "an empty text cannot be sent"
            : $"what is sent has at most {MaxBytes} bytes, line end and {AttemptMemory.CaptureBytes} for each capture "
            + "counted");
        return null;
    }

    private LineStep? Capture(string place, string text, CheckOption option, StepDiagnostics diagnostics)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? "" : text[..equals];
        if (!IsName(name))
        {
            diagnostics.Error($"{ShownText.Quote(text)} is not NAME=PATTERN; a name is 1 to {MaxNameChars} letters, "
                + "digits, _ and -");
            return null;
        }

        if (_captures.Contains(name))
        {
            diagnostics.Error($"{ShownText.Quote(name)} is captured before; use another name");
            return null;
        }

        int index = _captures.Count;
        _captures.Add(name);
        TextPattern? pattern = Pattern(text[(equals + 1)..], option, diagnostics);
        if (pattern is not null && pattern.Groups != 1)
        {
            diagnostics.Error("the pattern of a capture has one group, such as <(.*)>, and others as (?:...)");
            return null;
        }

        return pattern is null ? null : new LineStep(place, pattern, index);
    }

    private TextPattern? Pattern(string text, CheckOption option, StepDiagnostics diagnostics) =>
        TextPattern.Compile(option, text, _matchTimeout, diagnostics);

    private static byte[]? Bytes(string text, StepDiagnostics diagnostics) =>
        Limited(ByteText.ToBytes(text), text, diagnostics);

    private static byte[]? Hex(string text, StepDiagnostics diagnostics) =>
        Limited(HexText.ToBytes(text), text, diagnostics);

    private static byte[]? Limited(byte[]? bytes, string text, StepDiagnostics diagnostics)
    {
        if (bytes is { Length: > 0 and <= MaxBytes })
        {
            return bytes;
        }

        diagnostics.Error(bytes is null
            ? $"{ShownText.Quote(text)} is not bytes of two hexadecimal digits each, such as 0a0b or \"0a 0b\""
            : $"it has 1 to {MaxBytes} bytes");
        return null;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameChars && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
