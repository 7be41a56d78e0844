namespace LvsMon.Checks.Banner;

/// <summary>What a line of a reply may begin with.</summary>
/// <param name="Text">Its bytes, upper case.</param>
/// <param name="Welcomes">False when it refuses the service.</param>
internal sealed record ReplyWord(byte[] Text, bool Welcomes)
{
    /// <summary>True when its line decides nothing and another follows.</summary>
    internal bool Passes { get; init; }
}
