namespace LvsMon.Checks.Banner;

/// <summary>The words of the protocols that greet with words.</summary>
internal sealed class GreetingWords
{
    private GreetingWords(bool anyCase, params GreetingWord[] words)
    {
        AnyCase = anyCase;
        Words = words;
    }

    /// <summary>RFC 1939 §3 and §4: upper case only.</summary>
    internal static GreetingWords Pop3 { get; } = new(
        anyCase: false,
        new GreetingWord("+OK"u8.ToArray(), Welcomes: true),
        new GreetingWord("-ERR"u8.ToArray(), Welcomes: false));

    /// <summary>RFC 9051 §7.1 and §9: letters of any case.</summary>
    internal static GreetingWords Imap { get; } = new(
        anyCase: true,
        new GreetingWord("* OK"u8.ToArray(), Welcomes: true),
        new GreetingWord("* PREAUTH"u8.ToArray(), Welcomes: true),
        new GreetingWord("* BYE"u8.ToArray(), Welcomes: false));

    /// <summary>True when small letters are as good.</summary>
    internal bool AnyCase { get; }

    /// <summary>At most 8.</summary>
    internal GreetingWord[] Words { get; }
}
