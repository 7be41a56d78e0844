using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>A destination of an owned service that the plan does not name. <paramref name="Next"/> is the service's
/// next one or -1.</summary>
internal readonly record struct ExtraDestination(int Service, Endpoint Endpoint, int Next);
