namespace LvsMon.Checks.Transaction;

/// <summary>A text that must not come while the next step waits.</summary>
internal sealed class RefuseStep : Step
{
    internal RefuseStep(string place, byte[] text)
        : base(place)
    {
        Text = new TextSearch(text);
    }

    /// <summary>The text.</summary>
    internal TextSearch Text { get; }
}
