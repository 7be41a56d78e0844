namespace LvsMon.Checks;

/// <summary>The scratch of a check that counts what it took.</summary>
internal interface ICountedState
{
    /// <summary>Bytes taken from the peer in this attempt.</summary>
    int Taken { get; set; }
}
