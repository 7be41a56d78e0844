using LvsMon.Core.Checks;

namespace LvsMon.Testing.Checks;

/// <summary>Check programs for tests of whatever runs them.</summary>
public static class FakePrograms
{
    /// <summary>Passes when the connection stands.</summary>
    public static CheckProgram Connect { get; } = new ConnectProgram();

    /// <summary>Sends <c>ping</c> and passes when the answer begins with <c>pong</c>.</summary>
    public static CheckProgram Ping { get; } = new LineProgram("ping", "ping"u8.ToArray(), "pong"u8.ToArray(), 64, 0);

    /// <summary>Waits for a greeting that begins with <c>OK</c>.</summary>
    public static CheckProgram Greeting { get; } = new LineProgram("greeting", default, "OK"u8.ToArray(), 4096, 0);

    /// <summary>As the greeting, but gathers the bytes in a buffer of 4 kB.</summary>
    public static CheckProgram Buffered { get; } =
        new LineProgram("buffered", default, "OK"u8.ToArray(), 4096, 4096);

    /// <summary>Answers each of three lines of the peer with a line of its own, then passes.</summary>
    public static CheckProgram Dialogue { get; } = new DialogueProgram(3);

    /// <summary>Asks an agent, which answers with two bytes: the reason of the result and its number.</summary>
    public static CheckProgram Agent { get; } = new AdviceProgram();
}
