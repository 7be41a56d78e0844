namespace LvsMon.Core.Os;

/// <summary>How a child ended. <paramref name="Code"/> is its exit code 0–255, or the number of the signal that ended
/// it.</summary>
public readonly record struct CommandExit(bool Signalled, int Code);
