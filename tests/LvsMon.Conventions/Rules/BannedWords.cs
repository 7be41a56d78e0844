using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>The catalogue of banned words.</summary>
public static class BannedWords
{
    private const string Files = "IConfigFiles or IStateFile";
    private const string Waiting = "a deadline in the loop; only ISocketSet.Wait waits";
    private const string OneThread = "a step of the loop: there is one thread and it owns all state";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BannedWord> All { get; } =
    [
        new(Word(@"\bDateTime(?:Offset)?\s*\.\s*(?:Now|UtcNow|Today)\b"), "IClock (IWallClock for log text)", IsPure),
        new(Word(@"\bStopwatch\b"), "IClock", IsPure),
        new(Word(@"\bEnvironment\s*\.\s*TickCount(?:64)?\b"), "IClock", IsPure),
        new(Word(@"\bTimeProvider\b"), "IClock", IsPure),
        new(Word(@"\bEnvironment\s*\.\s*(?:GetEnvironmentVariable|Exit)\b"), "a setting handed in by LvsMon", IsPure),
        new(Word(@"\bSystem\.Threading\b"), OneThread, IsPure),
        new(Word(@"\bSystem\.Net\.(?:Sockets|Http)\b"), "ISocketSet", IsPure),
        new(Word(@"\bSystem\.IO\.File\b"), Files, IsPure),
        new(Word(@"\b(?:FileStream|StreamReader|StreamWriter|FileInfo|DirectoryInfo)\b"), Files, IsPure),
        new(Word(@"(?<![\w.])File\s*\.\s*(?:Read|Write|Open|Exists|Create|Delete|Append|Move|Copy)"), Files, IsPure),
        new(Word(@"\bSystem\.Diagnostics\.Process\b|(?<![\w.])Process\s*\.\s*(?:Start|Get)|\bnew\s+Process\b"),
            "ICommandRunner", IsPure),
        new(Word(@"(?<![\w.])(?:System\s*\.\s*)?Console\s*\."), "a text that LvsMon prints, or a fact", IsPure),
        new(Word(@"\bRandom\s*\.\s*Shared\b|\bGuid\s*\.\s*NewGuid\b"), "a number made from the plan", IsPure),
        new(Word(@"\bThread\s*\.\s*Sleep\b"), Waiting, IsLoop),
        new(Word(@"\bTask\s*\.\s*(?:Run|Delay)\b|\bThreadPool\b|\bnew\s+Thread\b"), OneThread, IsLoop),
        new(Word(@"\b(?:async|await)\b"), OneThread, IsLoop),
        new(Word(@"\block\s*\("), OneThread, IsLoop),
        new(Word(@"\bThread\s*\.\s*Sleep\b|\bTask\s*\.\s*Delay\b"), "a clock that the test moves", IsFastTest),
        new(Word(@"\bglobal\s+using\b"), "a using in each file: the folder table is read from them", _ => true),
    ];

    /// <summary>Banned words in a file.</summary>
    public static IEnumerable<Violation> Find(SourceFile file) =>
        from word in All
        where word.Where(file)
        from match in word.Pattern.Matches(file.Source.Code)
        select new Violation(
            Rule.BannedWord,
            file.Path,
            file.Source.LineOf(match.Index),
            $"{match.Value} is not used here; use {word.Instead}");

    private static Regex Word(string pattern) => new(pattern, RegexOptions.CultureInvariant);

    private static bool IsPure(SourceFile file) => file.Project is "src/LvsMon.Core" or "src/LvsMon.Checks";

    private static bool IsLoop(SourceFile file) => IsPure(file) || file.Project is "src/LvsMon.Linux";

    private static bool IsFastTest(SourceFile file) =>
        file.Project.StartsWith("tests/", StringComparison.Ordinal)
        && file.Project is not ("tests/LvsMon.SystemTests" or "tests/LvsMon.IpvsadmStandIn" or "tests/LvsMon.VmPeer"
            or "tests/LvsMon.Benchmarks");
}
