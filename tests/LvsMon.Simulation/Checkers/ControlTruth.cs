using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Orders;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Checkers;

/// <summary>What the control socket may say: what the oracles know at this moment.</summary>
internal sealed class ControlTruth(OrderOracle orders, FactWatch facts)
{
    private readonly List<int> _untold = new(256);
    private PlanNames? _names;
    private byte[][] _services = [];
    private VerdictOracle? _verdicts;

    /// <summary>Documents that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>False while a reload has been taken and the oracles have not been told all that it decides.</summary>
    public bool IsKnown { get; set; }

    /// <summary>What holds of a real server by the daemon's own book.</summary>
    public Func<int, Order> Given { get; set; } = _ => Order.None;

    /// <summary>The daemon goes on with these.</summary>
    public void Follow(PlanNames names, VerdictOracle verdicts)
    {
        (_names, _verdicts) = (names, verdicts);
        _services = Array.ConvertAll(names.Plan.Services, service => Encoding.ASCII.GetBytes(service.Name));
    }

    /// <summary>A real server's state and order.</summary>
    public void CheckReal(in HeardDocument document)
    {
        int real = Find(in document);
        bool isUp = document.State.SequenceEqual("up"u8);
        if (IsKnown && isUp != _verdicts!.IsUp(real))
        {
            throw Wrong(in document, $"it was told to be up: {!isUp}");
        }

        CheckOrder(in document);
    }

    /// <summary>How many are up.</summary>
    public void CheckDaemon(in HeardDocument document)
    {
        int up = 0;
        for (int real = 0; real < _names!.Plan.Reals.Length; real++)
        {
            up += _verdicts!.IsUp(real) ? 1 : 0;
        }

        if (IsKnown && document.RealsUp != up)
        {
            throw Wrong(in document, $"{up} were told to be up");
        }

        Compared++;
    }

    /// <summary>What is ordered about a real server: as the book says, and as it was told, or is by the end of the
    /// turn.</summary>
    public void CheckOrder(in HeardDocument document)
    {
        int real = Find(in document);
        Order given = Given(real);
        ReadOnlySpan<byte> order = given.Kind switch
        {
            OrderKind.Disabled => "disabled"u8,
            OrderKind.Draining => "draining"u8,
            OrderKind.Drained => "drained"u8,
            _ => default,
        };
        if (!document.Order.SequenceEqual(order) || document.OrderedWeight != given.Weight)
        {
            throw Wrong(in document, $"{given} is ordered");
        }

        if (!IsTold(real) && _untold.Count < _untold.Capacity)
        {
            _untold.Add(real);
        }

        Compared++;
    }

    /// <summary>An event's number is that of a fact that was told.</summary>
    public void CheckNumber(in HeardDocument document)
    {
        if (document.Sequence > facts.Sequence)
        {
            throw Wrong(in document, $"{facts.Sequence} was the last that was told");
        }

        Compared++;
    }

    /// <summary>What was given in the turn has been told.</summary>
    public void AfterTurn()
    {
        foreach (int real in _untold)
        {
            if (!IsTold(real))
            {
                throw new SimulationFailure(
                    $"{Given(real)} is ordered for real server {real}, and {orders[real]} was told");
            }
        }

        _untold.Clear();
    }

    private bool IsTold(int real)
    {
        Order given = Given(real);
        return given.Kind == orders[real] && given.Weight == orders.OrderedWeight(real);
    }

    private int Find(in HeardDocument document)
    {
        Plan plan = _names!.Plan;
        for (int real = 0; real < plan.Reals.Length; real++)
        {
            if (_names.EndpointOf(real).SequenceEqual(document.Real)
                && document.Service.SequenceEqual(_services[plan.Reals[real].Service]))
            {
                return real;
            }
        }

        throw Wrong(in document, "there is no such real server");
    }

    private static SimulationFailure Wrong(in HeardDocument document, string why) =>
        new($"the control socket says {Encoding.ASCII.GetString(document.Line)}: {why}");
}
