namespace LvsMon.Checks.Banner;

/// <summary>The words of the protocols that answer with words.</summary>
internal sealed class ReplyWords
{
    private ReplyWords(bool anyCase, params ReplyWord[] words)
    {
        AnyCase = anyCase;
        Words = words;
    }

    /// <summary>RFC 1939 §3 and §4: upper case only.</summary>
    internal static ReplyWords Pop3 { get; } = new(
        anyCase: false,
        new ReplyWord("+OK"u8.ToArray(), Welcomes: true),
        new ReplyWord("-ERR"u8.ToArray(), Welcomes: false));

    /// <summary>RFC 9051 §7.1 and §9: letters of any case.</summary>
    internal static ReplyWords Imap { get; } = new(
        anyCase: true,
        new ReplyWord("* OK"u8.ToArray(), Welcomes: true),
        new ReplyWord("* PREAUTH"u8.ToArray(), Welcomes: true),
        new ReplyWord("* BYE"u8.ToArray(), Welcomes: false));

    /// <summary>RFC 9051 §7.1 and §2.2.2: the answer to the command A1, behind untagged responses.</summary>
    internal static ReplyWords ImapTagged { get; } = new(
        anyCase: true,
        new ReplyWord("*"u8.ToArray(), Welcomes: true) { Passes = true },
        new ReplyWord("A1 OK"u8.ToArray(), Welcomes: true),
        new ReplyWord("A1 NO"u8.ToArray(), Welcomes: false),
        new ReplyWord("A1 BAD"u8.ToArray(), Welcomes: false));

    /// <summary>True when small letters are as good.</summary>
    internal bool AnyCase { get; }

    /// <summary>At most 8.</summary>
    internal ReplyWord[] Words { get; }
}
