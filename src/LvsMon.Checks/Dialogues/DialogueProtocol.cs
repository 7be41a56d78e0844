using LvsMon.Checks.Banner;

namespace LvsMon.Checks.Dialogues;

/// <summary>A protocol whose server greets and wants a good-bye, as data.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Summary">Its sentence.</param>
/// <param name="Example">Its example.</param>
/// <param name="Greeting">What is a good greeting.</param>
/// <param name="GoodBye">How the client leaves.</param>
internal sealed record DialogueProtocol(
    string Name, string Summary, string Example, ReplyReader Greeting, DialogueTurn GoodBye)
{
    /// <summary>How the client asks for TLS.</summary>
    internal required DialogueTurn StartTls { get; init; }

    /// <summary>True when the server wants to know the client's name before it takes <see cref="StartTls"/>.</summary>
    internal bool GreetsBeforeTls { get; init; }

    /// <summary>What may be said between, with the name that the option gives; null for nothing.</summary>
    internal DialogueHello? Hello { get; init; }
}
