using System;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Notify;

/// <summary>
/// Writes what a program gets: its arguments as configured, and an environment of our own words only. What a peer sent
/// stands in neither.
/// </summary>
internal sealed class NotifyText
{
    /// <summary>The environment has two kilobytes at most; the rest is the program's (<see cref="ExternalProgram"/>).
    /// </summary>
    private const int TextBytes = ExternalProgram.MaxBytes + 4096;

    private readonly Plan _plan;
    private readonly FactWords _words;
    private readonly byte[][] _keys;
    private readonly IServiceCounts _counts;
    private readonly IWallClock _wallClock;
    private readonly byte[] _text = new byte[TextBytes];

    internal NotifyText(Plan plan, DetailPool details, IServiceCounts counts, IWallClock wallClock)
    {
        _plan = plan;
        _words = new FactWords(plan, details);
        _counts = counts;
        _wallClock = wallClock;
        _keys = new byte[plan.Services.Length][];
        for (int service = 0; service < _keys.Length; service++)
        {
            bool isUsed = !plan.Services[service].Notify.Lines.IsEmpty;
            _keys[service] = isUsed ? Encoding.ASCII.GetBytes(plan.Services[service].Key.ToString()) : [];
        }
    }

    /// <summary>The words of a run, each ended by a NUL; good until the next call.</summary>
    internal ReadOnlySpan<byte> Write(in NotifyTask task, long nowUs, out int arguments)
    {
        ServicePlan service = _plan.Services[task.Service];
        ExternalProgram program = service.Notify.Lines[task.Line].Program;
        ByteWriter text = new(_text);
        text.Bytes(program.PathBytes.Span);
        text.Byte(0);
        for (int index = 0; index < program.Arguments.Count; index++)
        {
            text.Bytes(program.Arguments[index].Span);
            text.Byte(0);
        }

        arguments = 1 + program.Arguments.Count;
        text.Bytes("PATH=/usr/sbin:/usr/bin:/sbin:/bin\0LANG=C\0LC_ALL=C\0LVSMON_EVENT="u8);
        text.Bytes(task.Change.IsUp ? "up"u8 : "down"u8);
        text.Bytes("\0LVSMON_SERVICE="u8);
        text.Ascii(service.Name);
        text.Bytes("\0LVSMON_KEY="u8);
        text.Bytes(_keys[task.Service]);
        text.Bytes("\0LVSMON_SET="u8);
        text.Ascii(service.ServiceSet);
        text.Bytes("\0LVSMON_REAL="u8);
        text.Endpoint(_plan.Reals[task.Real].Endpoint);
        text.Bytes("\0LVSMON_REASON="u8);
        Fact fact = new(task.Change.IsUp ? FactKind.Up : FactKind.Down)
        {
            Service = task.Service,
            Real = task.Real,
            Reason = task.Change.Reason,
            Number = task.Change.Number,
        };
        _words.Reason(ref text, in fact);
        Number(ref text, "\0LVSMON_UP="u8, _counts.Up(task.Service));
        Number(ref text, "\0LVSMON_CARRYING="u8, _counts.Carrying(task.Service));
        Number(ref text, "\0LVSMON_SEQ="u8, task.Change.Sequence);
        text.Bytes("\0LVSMON_TIME="u8);
        WallTime time = _wallClock.Ago(Math.Max(0, nowUs - task.Change.TimeUs));
        WallTimeText.Write(ref text, in time);
        Number(ref text, "\0LVSMON_SKIPPED="u8, task.Skipped);
        text.Byte(0);
        return _text.AsSpan(0, text.Length);
    }

    private static void Number(ref ByteWriter text, ReadOnlySpan<byte> name, long number)
    {
        text.Bytes(name);
        text.Number(number);
    }
}
