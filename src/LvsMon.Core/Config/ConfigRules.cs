using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>
/// The names of the rules that reading a configuration holds to, in kebab case. A name is never used again for
/// something else: it stands in tests and may stand in scripts. Each has an <c>invalid-RULE.conf</c> among the tests.
/// </summary>
public static class ConfigRules
{
    /// <summary>The file or an included one cannot be read.</summary>
    public const string UnreadableFile = "unreadable-file";

    /// <summary>One file or all together are over the limit.</summary>
    public const string FileTooLarge = "file-too-large";

    /// <summary>The includes reach too many files.</summary>
    public const string TooManyFiles = "too-many-files";

    /// <summary>A file includes itself, directly or through others.</summary>
    public const string IncludeLoop = "include-loop";

    /// <summary>Includes are nested too deep.</summary>
    public const string IncludeDepth = "include-depth";

    /// <summary>A file with NUL bytes is not text.</summary>
    public const string NulByte = "nul-byte";

    /// <summary>A file is not UTF-8.</summary>
    public const string InvalidUtf8 = "invalid-utf8";

    /// <summary>A control character, or a blank that is none.</summary>
    public const string BadCharacter = "bad-character";

    /// <summary>A line has too many words.</summary>
    public const string LineTooLong = "line-too-long";

    /// <summary>A word is too long.</summary>
    public const string WordTooLong = "word-too-long";

    /// <summary>A quoted word does not end on its line.</summary>
    public const string UnclosedQuote = "unclosed-quote";

    /// <summary>A quote inside a word.</summary>
    public const string StrayQuote = "stray-quote";

    /// <summary>A backslash in a quoted word with something unknown after it.</summary>
    public const string BadEscape = "bad-escape";

    /// <summary>A <c>${</c> without a name and <c>}</c>, or a name that cannot be one.</summary>
    public const string BadVariable = "bad-variable";

    /// <summary>A variable that no line before sets.</summary>
    public const string UnsetVariable = "unset-variable";

    /// <summary>A variable that is set twice.</summary>
    public const string RepeatedVariable = "repeated-variable";

    /// <summary>Variables make the text too large.</summary>
    public const string ExpansionTooLarge = "expansion-too-large";

    /// <summary>A brace that is not where a block opens or closes.</summary>
    public const string MisplacedBrace = "misplaced-brace";

    /// <summary>A block without its closing brace.</summary>
    public const string UnclosedBlock = "unclosed-block";

    /// <summary>A closing brace without a block.</summary>
    public const string StrayClose = "stray-close";

    /// <summary>A directive that needs a block has none.</summary>
    public const string MissingBlock = "missing-block";

    /// <summary>A block after a directive that takes none.</summary>
    public const string UnexpectedBlock = "unexpected-block";

    /// <summary>A directive that does not exist.</summary>
    public const string UnknownDirective = "unknown-directive";

    /// <summary>A directive in the wrong block.</summary>
    public const string MisplacedDirective = "misplaced-directive";

    /// <summary>A directive without its value.</summary>
    public const string MissingValue = "missing-value";

    /// <summary>Words after the last one that a directive takes.</summary>
    public const string ExtraWords = "extra-words";

    /// <summary>A directive that may stand once stands again.</summary>
    public const string RepeatedDirective = "repeated-directive";

    /// <summary>A word after an address or value that is no option there.</summary>
    public const string UnknownOption = "unknown-option";

    /// <summary>A configuration without any virtual service.</summary>
    public const string NoVirtualService = "no-virtual-service";

    /// <summary>A value that is not a duration.</summary>
    public const string BadDuration = "bad-duration";

    /// <summary>A value that is not a whole number or percentage.</summary>
    public const string BadNumber = "bad-number";

    /// <summary>A value outside its directive's range.</summary>
    public const string OutOfRange = "out-of-range";

    /// <summary>A value that is none of the words taken.</summary>
    public const string UnknownWord = "unknown-word";

    /// <summary>A name or label with characters that cannot be shown, or too long.</summary>
    public const string BadName = "bad-name";

    /// <summary>An interval of 0.</summary>
    public const string IntervalZero = "interval-zero";

    /// <summary>A weight outside 0 to 65535.</summary>
    public const string WeightRange = "weight-range";

    /// <summary>A persistence timeout outside 1 s to 31 days, or not whole seconds.</summary>
    public const string PersistenceRange = "persistence-range";

    /// <summary>A firewall mark outside 1 to 4294967295.</summary>
    public const string MarkRange = "mark-range";

    /// <summary>A value that is not an IPv4 or IPv6 address.</summary>
    public const string BadAddress = "bad-address";

    /// <summary>A host name where an address must stand.</summary>
    public const string HostName = "host-name";

    /// <summary>An IPv6 address with a port but without brackets.</summary>
    public const string AddressBrackets = "address-brackets";

    /// <summary>An address that names no single host.</summary>
    public const string NotUnicast = "not-unicast";

    /// <summary>A port that is none.</summary>
    public const string BadPort = "bad-port";

    /// <summary>An address without its port.</summary>
    public const string MissingPort = "missing-port";

    /// <summary>A persistence netmask that is none of the family.</summary>
    public const string BadNetmask = "bad-netmask";

    /// <summary>A persistence engine that does not exist.</summary>
    public const string UnknownEngine = "unknown-engine";

    /// <summary>A scheduler that does not exist.</summary>
    public const string UnknownScheduler = "unknown-scheduler";

    /// <summary>A scheduler flag that does not exist.</summary>
    public const string UnknownSchedulerFlag = "unknown-scheduler-flag";

    /// <summary>A scheduler flag of another scheduler.</summary>
    public const string SchedulerFlag = "scheduler-flag";

    /// <summary>A GUE tunnel without its port.</summary>
    public const string GuePort = "gue-port";

    /// <summary>A <c>session-timeout</c> without <c>manage-sysctls yes</c>; a warning.</summary>
    public const string SysctlsNotManaged = "sysctls-not-managed";

    /// <summary>A <c>session-timeout</c> that is not the largest of its protocol; a warning.</summary>
    public const string SessionTimeoutsDiffer = "session-timeouts-differ";

    /// <summary>A <c>session-timeout</c> for SCTP, for which the kernel has none; a warning.</summary>
    public const string SessionTimeoutSctp = "session-timeout-sctp";

    /// <summary>Two virtual services with one identity.</summary>
    public const string DuplicateVirtual = "duplicate-virtual";

    /// <summary>Two virtual services with one name.</summary>
    public const string DuplicateName = "duplicate-name";

    /// <summary>One real server twice in a virtual service.</summary>
    public const string DuplicateReal = "duplicate-real";

    /// <summary>Two named checks with one name.</summary>
    public const string DuplicateCheck = "duplicate-check";

    /// <summary>A real server that is a virtual service.</summary>
    public const string VirtualIsReal = "virtual-is-real";

    /// <summary>A fallback that is a real server of its service.</summary>
    public const string FallbackIsReal = "fallback-is-real";

    /// <summary>A real server of the other address family without a tunnel.</summary>
    public const string AddressFamily = "address-family";

    /// <summary>A port other than the virtual service's, without NAT.</summary>
    public const string PortDiffers = "port-differs";

    /// <summary>A lower threshold above the upper one.</summary>
    public const string LowerAboveUpper = "lower-above-upper";

    /// <summary>A timeout above ten intervals.</summary>
    public const string TimeoutAboveInterval = "timeout-above-interval";

    /// <summary>A <c>hold-down</c> above its <c>hold-down-max</c>, so that it never grows; a warning.</summary>
    public const string HoldDownAboveMax = "hold-down-above-max";

    /// <summary>A floor and a fallback in one service.</summary>
    public const string FloorWithFallback = "floor-with-fallback";

    /// <summary>One-packet scheduling of neither UDP nor a firewall mark.</summary>
    public const string OnePacketProtocol = "one-packet-protocol";

    /// <summary>A check of a real server that is not monitored.</summary>
    public const string UnmonitoredCheck = "unmonitored-check";

    /// <summary>A failure cause in two <c>on-failure</c> lines.</summary>
    public const string RepeatedCause = "repeated-cause";

    /// <summary>A control socket or a file of events at no absolute path, or at one that is too long.</summary>
    public const string BadPath = "bad-path";

    /// <summary>A virtual service with neither a real server nor a fallback; a warning.</summary>
    public const string NoRealServer = "no-real-server";

    /// <summary>So many mistakes that reading on would tell nothing more.</summary>
    public const string TooManyMistakes = "too-many-mistakes";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        UnreadableFile,
        FileTooLarge,
        TooManyFiles,
        IncludeLoop,
        IncludeDepth,
        NulByte,
        InvalidUtf8,
        BadCharacter,
        LineTooLong,
        WordTooLong,
        UnclosedQuote,
        StrayQuote,
        BadEscape,
        BadVariable,
        UnsetVariable,
        RepeatedVariable,
        ExpansionTooLarge,
        MisplacedBrace,
        UnclosedBlock,
        StrayClose,
        MissingBlock,
        UnexpectedBlock,
        UnknownDirective,
        MisplacedDirective,
        MissingValue,
        ExtraWords,
        RepeatedDirective,
        UnknownOption,
        NoVirtualService,
        BadDuration,
        BadNumber,
        OutOfRange,
        UnknownWord,
        BadName,
        IntervalZero,
        WeightRange,
        PersistenceRange,
        MarkRange,
        BadAddress,
        HostName,
        AddressBrackets,
        NotUnicast,
        BadPort,
        MissingPort,
        BadNetmask,
        UnknownEngine,
        UnknownScheduler,
        UnknownSchedulerFlag,
        SchedulerFlag,
        GuePort,
        SysctlsNotManaged,
        SessionTimeoutsDiffer,
        SessionTimeoutSctp,
        DuplicateVirtual,
        DuplicateName,
        DuplicateReal,
        DuplicateCheck,
        VirtualIsReal,
        FallbackIsReal,
        AddressFamily,
        PortDiffers,
        LowerAboveUpper,
        TimeoutAboveInterval,
        HoldDownAboveMax,
        FloorWithFallback,
        OnePacketProtocol,
        UnmonitoredCheck,
        RepeatedCause,
        BadPath,
        NoRealServer,
        TooManyMistakes,
    ];
}
