using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>A complete reading of the table, just taken into the arena, and where to tell of it.</summary>
internal readonly record struct Reading(TableArena Arena, long NowUs, FactStream Facts);
