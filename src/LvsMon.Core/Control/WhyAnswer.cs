using System;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Control;

/// <summary>
/// The answer to <c>why</c>: all that led to where one real server is. The daemon, the real server, what decided about
/// it last, each of its checks with what that has said lately, and the last lines about it that ipvsadm was given.
/// </summary>
internal sealed class WhyAnswer : IControlAnswer
{
    private const int MostLines = 4;

    private const int Daemon = 0;
    private const int Real = 1;
    private const int Transition = 2;
    private const int Checks = 3;
    private const int Results = 4;
    private const int Lines = 5;

    private readonly StatusView _view;
    private readonly WhyView _why;

    public WhyAnswer(StatusView view, MonitorLoop loop)
    {
        _view = view;
        _why = new WhyView(view, loop);
    }

    /// <inheritdoc/>
    public int Edition => _view.Edition;

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor)
    {
        cursor.Why = new WhyCursor { Before = long.MaxValue };
        return RealNames.Find(in request, _view, out cursor.Real);
    }

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        while (true)
        {
            switch (cursor.Stage)
            {
                case Daemon:
                    cursor.Stage = Real;
                    return _view.WriteDaemon(buffer, nowUs);
                case Real:
                    cursor.Stage = Transition;
                    return _view.WriteReal(buffer, cursor.Real, nowUs);
                case Transition:
                    cursor.Stage = Checks;
                    return _why.WriteTransition(buffer, cursor.Real, nowUs);
                case Checks when cursor.Why.Check < _view.Checks.Of(cursor.Real).Length:
                    cursor.Stage = Results;
                    cursor.Why.Results = 0;
                    return _why.WriteCheck(buffer, IndexOf(in cursor), nowUs);
                case Checks:
                    cursor.Stage = Lines;
                    break;
                case Results:
                    int written = _why.WriteResult(buffer, IndexOf(in cursor), cursor.Why.Results++, nowUs);
                    if (written > 0)
                    {
                        return written;
                    }

                    cursor.Why.Check++;
                    cursor.Stage = Checks;
                    break;
                default:
                    return WriteLine(buffer, ref cursor, nowUs);
            }
        }
    }

    private int IndexOf(in AnswerCursor cursor) => _view.Checks.Of(cursor.Real)[cursor.Why.Check];

    private int WriteLine(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        Span<byte> text = stackalloc byte[WrittenLine.MaxBytes];
        if (cursor.Why.Lines < MostLines
            && _view.Table.TryFindLine(cursor.Real, cursor.Why.Before, text, out WrittenLine line))
        {
            cursor.Why.Lines++;
            cursor.Why.Before = line.Number;
            return WhyView.WriteLine(buffer, in line, nowUs);
        }

        cursor.IsDone = true;
        return 0;
    }
}
