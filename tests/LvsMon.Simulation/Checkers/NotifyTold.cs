using System;
using System.Text;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Checkers;

/// <summary>What has to be told of lines of <c>notify</c> that fail: the first failure, and the first run that works
/// again with how many failed. Whatever else is told is wrong, and so is what is left out.</summary>
internal sealed class NotifyTold
{
    private const int Most = 32;
    private readonly (FactKind Kind, int Service, int Line, string What, int Number)[] _due = new
        (FactKind, int, int, string, int)[Most];
    private int[] _failures;
    private int _count;

    /// <summary>Nothing has failed.</summary>
    public NotifyTold(NotifyNames names)
    {
        Names = names;
        _failures = new int[names.Plan.Services.Length * NotifyNames.Lines];
    }

    /// <summary>The words of the running plan.</summary>
    public NotifyNames Names { get; private set; }

    /// <summary>Failures of all lines.</summary>
    public long Failures { get; private set; }

    /// <summary>A run failed.</summary>
    /// <param name="service">Whose.</param>
    /// <param name="line">Of which line, -1 when a reload took it away: nothing is told then.</param>
    /// <param name="what">The words behind the path.</param>
    /// <param name="number">The number behind them, -1 for none.</param>
    public void Fail(int service, int line, string what, int number)
    {
        Failures++;
        if (line >= 0 && _failures[(service * NotifyNames.Lines) + line]++ == 0)
        {
            _due[_count++] = (FactKind.NotifyFailed, service, line, what, number);
        }
    }

    /// <summary>A run worked.</summary>
    public void Succeed(int service, int line)
    {
        int at = (service * NotifyNames.Lines) + line;
        if (line >= 0 && _failures[at] > 0)
        {
            _due[_count++] = (FactKind.NotifyBack, service, line, string.Empty, _failures[at]);
            _failures[at] = 0;
        }
    }

    /// <summary>One of the two is told.</summary>
    public void Take(in Fact fact, ReadOnlySpan<byte> detail)
    {
        if (_count == 0)
        {
            throw new SimulationFailure($"{fact.Kind} of service {fact.Service} is told and not so");
        }

        (FactKind kind, int service, int line, string what, int number) = _due[0];
        Array.Copy(_due, 1, _due, 0, --_count);
        Span<byte> room = stackalloc byte[256];
        TextPen pen = new(room);
        pen.Text(Names.PathOf(service, line));
        if (kind == FactKind.NotifyFailed)
        {
            pen.Text(": "u8);
            Span<byte> words = stackalloc byte[64];
            pen.Text(words[..Encoding.ASCII.GetBytes(what, words)]);
            if (number >= 0)
            {
                pen.Text(" "u8);
                pen.Number(number);
            }
        }

        bool isRight = fact.Kind == kind && fact.Service == service && detail.SequenceEqual(pen.Written)
            && (kind == FactKind.NotifyFailed || fact.A == number);
        if (!isRight)
        {
            throw new SimulationFailure(
                $"{fact.Kind} \"{Encoding.ASCII.GetString(detail)}\" of service {fact.Service} is told in place of "
                + $"{kind} \"{Encoding.ASCII.GetString(pen.Written)}\" {number} of service {service}");
        }
    }

    /// <summary>The turn is over.</summary>
    public void AfterTurn()
    {
        if (_count > 0)
        {
            throw new SimulationFailure($"{_due[0].Kind} of service {_due[0].Service} is not told");
        }
    }

    /// <summary>Another plan: what failed still fails.</summary>
    public void Follow(PlanMatch match, NotifyNames names)
    {
        (int[] old, NotifyNames before) = (_failures, Names);
        Names = names;
        _failures = new int[names.Plan.Services.Length * NotifyNames.Lines];
        for (int service = 0; service < names.Plan.Services.Length; service++)
        {
            int oldService = match.OldService[service];
            for (int line = 0; oldService >= 0 && line < names.CountOf(service); line++)
            {
                int oldLine = before.LineOf(oldService, names, service, line);
                _failures[(service * NotifyNames.Lines) + line] = oldLine < 0
                    ? 0 : old[(oldService * NotifyNames.Lines) + oldLine];
            }
        }
    }
}
