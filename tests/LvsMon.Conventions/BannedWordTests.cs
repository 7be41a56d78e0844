using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;
using Xunit;

namespace LvsMon.Conventions;

public sealed class BannedWordTests : RuleGroupTests
{
    private const string Bad = """
        global using A;
        using System.Threading;
        using System.Net.Sockets;
        using System.Diagnostics;
        // DateTime.Now in a comment is harmless
        sealed class A
        {
            string S => "DateTime.Now" + $"{DateTime.Now:HH:mm}";
            DateTimeOffset D => DateTimeOffset.UtcNow;
            long T => Environment.TickCount64 + Stopwatch.GetTimestamp();
            TimeProvider P = TimeProvider.System;
            async Task M() { await Task.Run(() => Thread.Sleep(1)); }
            void L() { lock (this) { Console.WriteLine(Block(1)); } }
            void F() { File.ReadAllText(Span.File.ToString()); new StreamReader("a"); }
            void O() { Process.Start("a"); Environment.Exit(1); Random.Shared.Next(); Task.Delay(1); }
        }
        """;

    public override IEnumerable<Canary> Canaries()
    {
        int[] all = [1, 2, 3, 8, 9, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 14, 14, 15, 15, 15, 15];
        yield return In("src/LvsMon.Core/Os", all);
        yield return In("src/LvsMon.Checks", all);
        yield return In("src/LvsMon.Linux", 1, 12, 12, 12, 12, 13, 15);
        yield return In("src/LvsMon", 1);
        yield return In("tests/LvsMon.Core.Tests/Os", 1, 12, 15);
        yield return In("tests/LvsMon.SystemTests", 1);
    }

    [Fact]
    public void Message_OfAClock_NamesTheReplacement()
    {
        SourceFile file = new("src/LvsMon.Core/Os/A.cs", "var now = DateTime.UtcNow;");

        BannedWords.Find(file).Should().ContainSingle()
            .Which.Message.Should().Contain("DateTime.UtcNow").And.Contain("IClock");
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree) => tree.Sources.SelectMany(BannedWords.Find);

    private static Canary In(string folder, params int[] lines) => new(
        Rule.BannedWord,
        BannedWords.Find(new($"{folder}/A.cs", Bad)),
        [.. lines.Select(line => $"{folder}/A.cs:{line}")]);
}
