namespace LvsMon.Checks.Transaction;

/// <summary>Makes the stream secure. It stands right behind the step that waits for the server's consent.</summary>
internal sealed class StartTlsStep : Step
{
    internal StartTlsStep(string place)
        : base(place)
    {
    }
}
