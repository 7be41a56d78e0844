using LvsMon.Core.Monitoring;

namespace LvsMon.Simulation.Checkers;

/// <summary>However many handshakes wait, a turn is over soon behind the time that it has for them.</summary>
internal sealed class CostlyWatch
{
    /// <summary>One of those whose peers have said little, and one talker.</summary>
    private const int MostBehind = 2;

    private const int Nobody = -1;
    private long _untilUs = long.MaxValue;
    private int _slot = Nobody;
    private int _behind;

    /// <summary>A turn begins to look at what is ready.</summary>
    public void Woken()
    {
        _untilUs = long.MaxValue;
        _slot = Nobody;
        _behind = 0;
    }

    /// <summary>A slot has a step of its handshake; several calls in a row are one step.</summary>
    public void Step(int slot, long nowUs)
    {
        if (slot == _slot)
        {
            return;
        }

        _slot = slot;
        if (_untilUs == long.MaxValue)
        {
            _untilUs = nowUs + CostlySteps.PerTurnUs;
        }
        else if (nowUs > _untilUs && ++_behind > MostBehind)
        {
            throw new SimulationFailure($"a turn goes on with handshakes {nowUs - _untilUs} us after their time");
        }
    }
}
