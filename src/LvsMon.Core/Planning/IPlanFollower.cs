namespace LvsMon.Core.Planning;

/// <summary>Whoever is sized from the plan: takes a new one between two turns, the only time it may allocate.</summary>
public interface IPlanFollower
{
    /// <summary>Swaps to the new plan and carries over what the maps say is the same.</summary>
    void Follow(PlanChange change);
}
