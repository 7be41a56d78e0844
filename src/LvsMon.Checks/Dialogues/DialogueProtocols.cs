using System.Collections.Generic;
using LvsMon.Checks.Banner;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Dialogues;

/// <summary>The protocols. The answers follow their rules to the last line; that is what a client waits for.</summary>
internal static class DialogueProtocols
{
    /// <summary>RFC 5321 §4.1.1.1 and §4.1.1.10, RFC 3207.</summary>
    internal static DialogueProtocol Smtp { get; } = new(
        "smtp",
        "Waits for the greeting of a mail server, says EHLO if --helo asks, and takes its leave with QUIT.",
        "smtp --helo director.example.com 10.0.0.11:25",
        Greetings.Smtp,
        Quit(new CodeReply(manyLines: true, 221)))
    {
        Hello = new DialogueHello(
            new CheckOption("--helo", "NAME", "Say EHLO with this name, 1 to 255 characters of a host name or an "
                + "address in brackets, and pass only when it is accepted."),
            "EHLO",
            new CodeReply(manyLines: true, 250)),
        StartTls = new DialogueTurn("STARTTLS", "STARTTLS", new CodeReply(manyLines: true, 220)),
        GreetsBeforeTls = true,
    };

    /// <summary>RFC 1939 §4 and §6, RFC 2595 §4.</summary>
    internal static DialogueProtocol Pop3 { get; } = new(
        "pop3",
        "Waits for the greeting of a POP3 server and takes its leave with QUIT.",
        "pop3 10.0.0.11:110",
        Greetings.Pop3,
        Quit(Greetings.Pop3))
    {
        StartTls = new DialogueTurn("STLS", "STLS", Greetings.Pop3),
    };

    /// <summary>RFC 9051 §6.1.3 and §6.2.1, the same in RFC 3501.</summary>
    internal static DialogueProtocol Imap { get; } = new(
        "imap",
        "Waits for the greeting of an IMAP server and takes its leave with LOGOUT.",
        "imap 10.0.0.11:143",
        Greetings.Imap,
        new DialogueTurn("A1 LOGOUT", "LOGOUT", new WordReply(ReplyWords.ImapTagged)))
    {
        StartTls = new DialogueTurn("A1 STARTTLS", "STARTTLS", new WordReply(ReplyWords.ImapTagged)),
    };

    /// <summary>RFC 959 §4.1.1 and §5.4, RFC 4217 §4.</summary>
    internal static DialogueProtocol Ftp { get; } = new(
        "ftp",
        "Waits for the greeting of an FTP server and takes its leave with QUIT.",
        "ftp 10.0.0.11:21",
        Greetings.Ftp,
        Quit(new FtpReply(221)))
    {
        StartTls = new DialogueTurn("AUTH TLS", "AUTH TLS", new FtpReply(234)),
    };

    /// <summary>RFC 3977 §5.4, RFC 4642 §2.2.</summary>
    internal static DialogueProtocol Nntp { get; } = new(
        "nntp",
        "Waits for the greeting of a news server and takes its leave with QUIT.",
        "nntp 10.0.0.11:119",
        Greetings.Nntp,
        Quit(new CodeReply(manyLines: false, 205)))
    {
        StartTls = new DialogueTurn("STARTTLS", "STARTTLS", new CodeReply(manyLines: false, 382)),
    };

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<DialogueProtocol> All { get; } = [Smtp, Pop3, Imap, Ftp, Nntp];

    private static DialogueTurn Quit(ReplyReader reply) => new("QUIT", "QUIT", reply);
}
