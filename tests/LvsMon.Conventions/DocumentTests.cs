using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;

namespace LvsMon.Conventions;

public sealed class DocumentTests : RuleGroupTests
{
    private const string Map = "docs/ARCHITECTURE.md";
    private const string Style = "docs/STYLE.md";
    private const string Faults = "docs/faults.md";
    private const string Promises = "docs/promises.md";
    private const int LastFault = 77;
    private const int LastPromise = 11;

    private static readonly SourceFile[] Files =
    [
        new("src/LvsMon.Core/Os/IClock.cs", "public interface IClock { long NowUs { get; } }"),
        new("src/LvsMon.Linux/LinuxClock.cs", "sealed class LinuxClock;"),
    ];

    public override IEnumerable<Canary> Canaries()
    {
        DocumentFile names = new(Map, """
            See [style](STYLE.md#rules), [gone](GONE.md), [out](https://example.com/x), [up](../README.md).
            `src/LvsMon.Core/Gone/` and `src/LvsMon.Core`. `IClock.NowUs` `IClock.Gone` `Os` `LvsMon.Linux` `Gone`
            `System.Threading.Thread` `UP` `lvsmon` `IClock.NowUs()`
            ```
            tests/gone `NotLooked`
            ```
            """);
        Predicate<string> exists = path => path is Style or "README.md" or "src/LvsMon.Core";
        yield return new(Rule.DocumentName, DocumentRules.Paths(names, exists), $"{Map}:1", $"{Map}:2", $"{Map}:5");
        yield return new(Rule.DocumentName, DocumentRules.Types(names, Files), $"{Map}:2", $"{Map}:2");
        DocumentFile proofs = new(Promises, """
            | I1 | `IClock.NowUs` and `ClockTests.Now_Read_Rises` |
            | I2 | `IClock.NowUs` |
            ## Not yet
            | I3 | |
            """);
        yield return new(
            Rule.DocumentProof, DocumentRules.Proofs(proofs, ["I1", "I2", "I3", "I4"]), $"{Promises}:2", Promises);
        DocumentFile map = new(Map, """
            ## Map
            ### `src/LvsMon.Core`
            *Invariant*: pure.
            ### `src/LvsMon.Linux`
            Calls.
            ## End
            """);
        yield return new(Rule.CodeMap, DocumentRules.CodeMap(map, Files), Map, $"{Map}:4");
        string allButOne = string.Join(' ', Enum.GetNames<Rule>().Skip(1).Select(name => $"`{name}`"));
        yield return new(Rule.StylePage, DocumentRules.StylePage(new(Style, allButOne)), Style);
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree)
    {
        DocumentFile map = Page(tree, Map);
        DocumentFile faults = Page(tree, Faults);
        DocumentFile promises = Page(tree, Promises);
        return tree.Documents.SelectMany(d => DocumentRules.Paths(d, tree.Exists))
            .Concat(DocumentRules.Types(map, tree.Sources))
            .Concat(DocumentRules.Types(faults, tree.Sources))
            .Concat(DocumentRules.Types(promises, tree.Sources))
            .Concat(DocumentRules.Proofs(faults, Numbers(LastFault)))
            .Concat(DocumentRules.Proofs(promises, Numbers(LastPromise).Select(number => "I" + number)))
            .Concat(DocumentRules.CodeMap(map, tree.Sources))
            .Concat(DocumentRules.StylePage(Page(tree, Style)));
    }

    private static IEnumerable<string> Numbers(int last) =>
        Enumerable.Range(1, last).Select(number => number.ToString(CultureInfo.InvariantCulture));

    private static DocumentFile Page(RepositoryTree tree, string path) =>
        tree.Documents.SingleOrDefault(d => d.Path == path) ?? new DocumentFile(path, string.Empty);
}
