using System;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Notify;

/// <summary>Which lines fail, and since when: said once when it begins and once when it is over.</summary>
internal sealed class NotifyTroubles
{
    /// <summary>Bytes of a path that are shown, so that what the program did has room behind it.</summary>
    private const int PathBytes = 80;

    private readonly Plan _plan;
    private readonly int[] _runs;
    private readonly long[] _sinceUs;
    private readonly byte[] _text = new byte[DetailPool.MaxBytes];

    internal NotifyTroubles(Plan plan)
    {
        _plan = plan;
        _runs = new int[plan.Services.Length * NotifyLine.MaxLines];
        _sinceUs = new long[_runs.Length];
    }

    /// <summary>Set-up of a reload: what failed still fails.</summary>
    internal void TakeOver(NotifyTroubles old, PlanChange change)
    {
        for (int service = 0; service < change.OldService.Length; service++)
        {
            int before = change.OldService[service];
            ReadOnlySpan<NotifyLine> lines = _plan.Services[service].Notify.Lines;
            for (int line = 0; before >= 0 && line < lines.Length; line++)
            {
                int oldLine = old._plan.Services[before].Notify.IndexOf(lines[line]);
                if (oldLine >= 0)
                {
                    _runs[At(service, line)] = old._runs[At(before, oldLine)];
                    _sinceUs[At(service, line)] = old._sinceUs[At(before, oldLine)];
                }
            }
        }
    }

    /// <summary>A run failed.</summary>
    /// <param name="service">The service.</param>
    /// <param name="line">Its line.</param>
    /// <param name="real">Whose change it was told of, -1 when it is gone.</param>
    /// <param name="what">What the program did: <c>exit</c>.</param>
    /// <param name="number">Behind that, -1 for none.</param>
    /// <param name="nowUs">Now.</param>
    /// <param name="facts">Where it is told, the first time.</param>
    internal void Fail(
        int service, int line, int real, ReadOnlySpan<byte> what, int number, long nowUs, FactStream facts)
    {
        int at = At(service, line);
        if (_runs[at]++ > 0)
        {
            return;
        }

        _sinceUs[at] = nowUs;
        ByteWriter text = new(_text);
        Path(ref text, service, line);
        text.Bytes(": "u8);
        text.Bytes(what);
        if (number >= 0)
        {
            text.Byte((byte)' ');
            text.Number(number);
        }

        facts.Post(new Fact(FactKind.NotifyFailed)
        {
            TimeUs = nowUs,
            Service = service,
            Real = real,
            Detail = facts.Details.Keep(text.Written),
        });
    }

    /// <summary>A run ended well.</summary>
    internal void Succeed(int service, int line, long nowUs, FactStream facts)
    {
        int at = At(service, line);
        if (_runs[at] == 0)
        {
            return;
        }

        ByteWriter text = new(_text);
        Path(ref text, service, line);
        facts.Post(new Fact(FactKind.NotifyBack)
        {
            TimeUs = nowUs,
            Service = service,
            A = _runs[at],
            DurationUs = nowUs - _sinceUs[at],
            Detail = facts.Details.Keep(text.Written),
        });
        _runs[at] = 0;
    }

    /// <summary>Why a program could not be started.</summary>
    internal static ReadOnlySpan<byte> WhyNotStarted(OsError error) => error switch
    {
        OsError.NotFound => "cannot be started: no such file"u8,
        OsError.NotPermitted => "cannot be started: not permitted"u8,
        OsError.NoDescriptor => "cannot be started: no descriptor left; trying again"u8,
        OsError.NoMemory => "cannot be started: no memory or process left; trying again"u8,
        _ => "cannot be started"u8,
    };

    private static int At(int service, int line) => (service * NotifyLine.MaxLines) + line;

    private void Path(ref ByteWriter text, int service, int line)
    {
        ReadOnlySpan<byte> path = _plan.Services[service].Notify.Lines[line].Program.PathBytes.Span;
        text.Bytes(path.Length <= PathBytes ? path : path[..(PathBytes - 3)]);
        text.Bytes(path.Length <= PathBytes ? ""u8 : "..."u8);
    }
}
