using System.Collections.Generic;
using System.Linq;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;

namespace LvsMon.Conventions;

public sealed class SystemCallTests : RuleGroupTests
{
    private const string Bad = """
        static partial class LibC
        {
            // [LibraryImport("libc")]
            [LibraryImport("libc")]
            static partial int getpid();
            [DllImport("libc")]
            static extern int getuid();
        }
        """;

    public override IEnumerable<Canary> Canaries()
    {
        yield return new(Rule.SystemCall, SystemCallRules.Find(new("src/LvsMon.Linux/LibC.cs", Bad)));
        yield return new(Rule.SystemCall, SystemCallRules.Find(new("tests/LvsMon.Linux.Tests/LibC.cs", Bad)));
        yield return new(Rule.SystemCall, SystemCallRules.Find(new("src/LvsMon/LibC.cs", Bad)),
            "src/LvsMon/LibC.cs:4", "src/LvsMon/LibC.cs:6");
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree) =>
        tree.Sources.SelectMany(SystemCallRules.Find);
}
