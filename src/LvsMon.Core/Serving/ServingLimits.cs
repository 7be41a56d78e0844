namespace LvsMon.Core.Serving;

/// <summary>The bounds of a <see cref="ClientServer"/>.</summary>
/// <param name="Clients">Clients at once, 1 to 32.</param>
/// <param name="PerTurn">Clients served in one turn, and clients taken in one turn.</param>
/// <param name="RefusalBytes">Longest word to a client that is not taken, bytes.</param>
/// <param name="PatienceUs">A client idle for so long makes place for another when all places are taken,
/// microseconds.</param>
/// <param name="RestUs">How long no client is taken after the system had no descriptor or memory for one,
/// microseconds.</param>
internal readonly record struct ServingLimits(
    int Clients, int PerTurn, int RefusalBytes, long PatienceUs, long RestUs);
