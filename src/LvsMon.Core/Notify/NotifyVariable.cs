namespace LvsMon.Core.Notify;

/// <summary>One variable of the environment that a program of <c>notify</c> gets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What stands in it, for the reference page.</param>
public sealed record NotifyVariable(string Name, string Description);
