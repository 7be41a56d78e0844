using System.Collections.Generic;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;

namespace LvsMon.Conventions;

public sealed class MirrorTests : RuleGroupTests
{
    private const string Data = "sealed record A(int B);";
    private const string Logic = "sealed class A\n{\nvoid M()\n{\n\n\n\n\n\n\n\n\n\n}\n}\n";

    public override IEnumerable<Canary> Canaries()
    {
        yield return new(Rule.Mirror, MirrorRules.Find([File("src/LvsMon.Core/Os", Data)]));
        yield return new(Rule.Mirror, MirrorRules.Find([File("src/LvsMon.Core/Os", Logic)]), "src/LvsMon.Core/Os");
        yield return new(Rule.Mirror, MirrorRules.Find([File("src/LvsMon.Checks", Logic)]), "src/LvsMon.Checks");
        yield return new(Rule.Mirror, MirrorRules.Find(
        [
            File("src/LvsMon.Core/Os", Logic),
            File("tests/LvsMon.Core.Tests/Os", Data),
            File("tests/LvsMon.Core.Tests", Data),
        ]));
        yield return new(Rule.Mirror, MirrorRules.Find([File("tests/LvsMon.Core.Tests/Gone", Data)]),
            "tests/LvsMon.Core.Tests/Gone");
        yield return new(Rule.Mirror, MirrorRules.Find([File("tests/LvsMon.Core.Tests/Support", Data)]));
        yield return new(Rule.Mirror, MirrorRules.Find([File("tests/LvsMon.Checks.Tests/Skeleton", Data)]));
        yield return new(Rule.Mirror, MirrorRules.Find([File("tests/LvsMon.Testing/Any", Data)]));
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree) => MirrorRules.Find(tree.Sources);

    private static SourceFile File(string folder, string text) => new($"{folder}/A.cs", text);
}
