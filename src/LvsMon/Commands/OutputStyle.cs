namespace LvsMon.Commands;

/// <summary>What may be written besides the text.</summary>
/// <param name="CanClear">Whether the screen can be cleared: a terminal that obeys.</param>
/// <param name="HasColour">Whether the text may have colour.</param>
internal readonly record struct OutputStyle(bool CanClear, bool HasColour)
{
    /// <summary>Decides it.</summary>
    /// <param name="isTerminal">Whether it goes to a terminal.</param>
    /// <param name="term">The variable <c>TERM</c>: without it nothing is known of the terminal, and <c>dumb</c> is one
    /// that obeys nothing.</param>
    /// <param name="noColour">The variable <c>NO_COLOR</c>: whoever sets it to anything wants no colour
    /// (no-color.org).</param>
    public static OutputStyle Of(bool isTerminal, string? term, string? noColour)
    {
        bool canObey = isTerminal && term is not (null or "" or "dumb");
        return new OutputStyle(canObey, canObey && string.IsNullOrEmpty(noColour));
    }
}
