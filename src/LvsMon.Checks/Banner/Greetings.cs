namespace LvsMon.Checks.Banner;

/// <summary>The greetings of the protocols whose servers speak first, each once for all checks.</summary>
internal static class Greetings
{
    /// <summary>RFC 5321 §3.1 and §4.2.1.</summary>
    internal static ReplyReader Smtp { get; } = new CodeReply(manyLines: true, 220);

    /// <summary>RFC 1939 §3.</summary>
    internal static ReplyReader Pop3 { get; } = new WordReply(ReplyWords.Pop3);

    /// <summary>RFC 9051 §7.1.</summary>
    internal static ReplyReader Imap { get; } = new WordReply(ReplyWords.Imap);

    /// <summary>RFC 959 §4.2 and §5.4.</summary>
    internal static ReplyReader Ftp { get; } = new FtpReply(220, before: 120);

    /// <summary>RFC 3977 §5.1: posting allowed or not.</summary>
    internal static ReplyReader Nntp { get; } = new CodeReply(manyLines: false, 200, 201);
}
