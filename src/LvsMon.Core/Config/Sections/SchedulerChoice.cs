namespace LvsMon.Core.Config.Sections;

/// <summary>A scheduler and its flags as ipvsadm's <c>-b</c> takes them, null without.</summary>
internal sealed record SchedulerChoice(string Name, string? Flags);
