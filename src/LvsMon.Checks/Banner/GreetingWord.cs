namespace LvsMon.Checks.Banner;

/// <summary>A word that a greeting may begin with.</summary>
/// <param name="Text">Its bytes, upper case.</param>
/// <param name="Welcomes">False when it refuses the service.</param>
internal sealed record GreetingWord(byte[] Text, bool Welcomes);
