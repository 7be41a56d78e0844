namespace LvsMon.Simulation.Surroundings;

/// <summary>Counts what the daemon asks of its surroundings and ends it before one of these calls.</summary>
internal sealed class CrashPoint
{
    private static readonly DaemonDied Death = new();
    private int _left;

    /// <summary>True while the end is near.</summary>
    public bool IsArmed => _left > 0;

    /// <summary>The daemon dies before the call after so many more.</summary>
    public void Arm(int calls) => _left = calls + 1;

    /// <summary>It may live.</summary>
    public void Disarm() => _left = 0;

    /// <summary>To be called first in every call.</summary>
    public void Pass()
    {
        if (_left > 0 && --_left == 0)
        {
            throw Death;
        }
    }
}
