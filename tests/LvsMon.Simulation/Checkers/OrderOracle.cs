using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Checkers;

/// <summary>What operators have ordered, by what was told of it. One for the whole life of a daemon.</summary>
internal sealed class OrderOracle
{
    private Plan _plan;
    private OrderKind[] _kinds;
    private int[] _weights;
    private long[] _limitsUs;

    /// <summary>Nothing is ordered.</summary>
    public OrderOracle(Plan plan)
    {
        _plan = plan;
        (_kinds, _weights, _limitsUs) = Empty(plan);
    }

    /// <summary>The order about a real server.</summary>
    public OrderKind this[int real] => _kinds[real];

    /// <summary>The weight that a real server has when nothing takes a part of it.</summary>
    public int Weight(int real) => _weights[real] < 0 ? _plan.Reals[real].Weight : _weights[real];

    /// <summary>The weight ordered in place of the configured one, -1 for none.</summary>
    public int OrderedWeight(int real) => _weights[real];

    /// <summary>True for one that carries traffic when it is up.</summary>
    public bool Carries(int real) => _kinds[real] == OrderKind.None && Weight(real) > 0;

    /// <summary>True for one that the floor counts.</summary>
    public bool IsCounted(int real) => Carries(real) && !_plan.Reals[real].Unmonitored;

    /// <summary>An order is told, or that something has drained.</summary>
    /// <returns>True when the real server may come back.</returns>
    public bool Told(in Fact fact)
    {
        (OrderKind before, OrderKind now) = (_kinds[fact.Real], (OrderKind)fact.A);
        bool isEnd = fact.Kind == FactKind.Drained;
        bool isOver = fact.C == 0 || (_limitsUs[fact.Real] >= 0 && fact.DurationUs >= _limitsUs[fact.Real]);
        bool isWrong = isEnd
            ? before != OrderKind.Draining || now != OrderKind.Drained || fact.B != _weights[fact.Real] || !isOver
            : before == now && fact.B == _weights[fact.Real] && now != OrderKind.Draining;
        if (isWrong)
        {
            throw new SimulationFailure(
                $"{fact.Kind} {now} weight {fact.B} of real server {fact.Real} is told after {before}");
        }

        _kinds[fact.Real] = now;
        _weights[fact.Real] = fact.B;
        _limitsUs[fact.Real] = fact.DurationUs;
        return before != OrderKind.None && now == OrderKind.None;
    }

    /// <summary>The daemon goes on with another plan.</summary>
    public void Follow(PlanMatch match)
    {
        (OrderKind[] kinds, int[] weights, long[] limits) = (_kinds, _weights, _limitsUs);
        _plan = match.New;
        (_kinds, _weights, _limitsUs) = Empty(_plan);
        for (int real = 0; real < _kinds.Length; real++)
        {
            if (match.OldReal[real] is >= 0 and int old)
            {
                (_kinds[real], _weights[real], _limitsUs[real]) = (kinds[old], weights[old], limits[old]);
            }
        }
    }

    private static (OrderKind[] Kinds, int[] Weights, long[] LimitsUs) Empty(Plan plan)
    {
        int[] weights = new int[plan.Reals.Length];
        Array.Fill(weights, -1);
        return (new OrderKind[weights.Length], weights, new long[weights.Length]);
    }
}
