namespace LvsMon.Checks.Banner;

/// <summary>Scratch of <see cref="FirstLineProgram"/>; all bytes taken stand in the buffer.</summary>
internal struct FirstLineState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }
}
