using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;

namespace LvsMon.Conventions;

public sealed class TidyTests : RuleGroupTests
{
    private static readonly string[] TextFiles = [".cs", ".md", ".csproj", ".props", ".editorconfig"];

    public override IEnumerable<Canary> Canaries()
    {
        yield return new(Rule.FileLength, TidyRules.Sizes(Source(Lines(401))), "src/A.cs");
        yield return new(Rule.FileLength, TidyRules.Sizes(Source(Lines(400))));
        string justFits = new('/', 120);
        yield return new(Rule.LineLength, TidyRules.Sizes(Source($"{justFits}\n/{justFits}")), "src/A.cs:2");
        yield return new(Rule.MethodLength, TidyRules.Sizes(Source(Method("() {", 71, "}"))), "src/A.cs:3");
        yield return new(Rule.MethodLength, TidyRules.Sizes(Source(Method("() {", 70, "}"))));
        yield return new(Rule.MethodLength, TidyRules.Sizes(Source(Method("() => [", 71, "];"))), "src/A.cs:3");
        yield return new(Rule.MethodLength, TidyRules.Sizes(Source(Method("{ get; } = [", 71, "];"))));
        yield return new(Rule.Whitespace, TidyRules.Whitespace("src/A.cs", "a\r\nb\tc\nd \ne"),
            "src/A.cs:1", "src/A.cs:2", "src/A.cs:3", "src/A.cs:4");
        yield return new(Rule.Whitespace, TidyRules.Whitespace("src/A.cs", "a\n\n"), "src/A.cs:3");
        yield return new(Rule.OpenTask, TidyRules.OpenTasks(Source("""
            // TODO later
            class A { string s = "// TODO"; } /* well, a
            FIXME */
            """)), "src/A.cs:1", "src/A.cs:3");
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree) =>
        tree.Sources.SelectMany(f => TidyRules.Sizes(f).Concat(TidyRules.OpenTasks(f)))
            .Concat(tree.Paths
                .Where(p => TextFiles.Any(end => p.EndsWith(end, StringComparison.Ordinal)))
                .SelectMany(p => TidyRules.Whitespace(p, tree.Text(p))));

    private static SourceFile Source(string text) => new("src/A.cs", text);

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("//\n", count));

    private static string Method(string open, int lines, string close) =>
        $"class A\n{{\nint[] M\n{open}\n{string.Concat(Enumerable.Repeat("//\n", lines - 3))}{close}\n}}\n";
}
