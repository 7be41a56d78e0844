using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;
using Xunit;

namespace LvsMon.Conventions;

public sealed class DependencyTests : RuleGroupTests
{
    private const string Config = "namespace LvsMon.Core.Config; public sealed record Word(int A);";
    private const string Timing = "namespace LvsMon.Core.Config; public sealed record Timing(int A);";

    public override IEnumerable<Canary> Canaries()
    {
        yield return Projects(Rule.ProjectReference, "LvsMon.Checks", "ProjectReference", "../LvsMon.csproj", true);
        yield return Projects(Rule.ProjectReference, "LvsMon.Checks", "ProjectReference", "LvsMon.Core.csproj", false);
        yield return Projects(Rule.ProjectReference, "LvsMon.Core", "InternalsVisibleTo", "LvsMon.Checks", true);
        yield return Projects(Rule.ProjectReference, "LvsMon.Core", "InternalsVisibleTo", "LvsMon.Core.Tests", false);
        yield return Projects(Rule.ProjectReference, "LvsMon.New", "None", "a", true);
        yield return Projects(Rule.PackageReference, "LvsMon.Linux", "PackageReference", "Mono.Posix", true);
        yield return Projects(Rule.PackageReference, "LvsMon", "PackageReference", "System.CommandLine", false);
        yield return Folders("src/LvsMon.Core/Os/A.cs", """
            using LvsMon.Core.Values;
            using LvsMon.Core.Config;
            using static LvsMon.Core.Planning.Plan;
            namespace LvsMon.Core.Os;
            // LvsMon.Core.Lvs in a comment is harmless
            sealed class A { Config.Word W; object O = new LvsMon.Core.Syslog.Line(); int C => Config.Count; }
            """, 2, 3, 6, 6);
        yield return Folders("src/LvsMon.Core/Lvs/A.cs", "using LvsMon.Core.Config;\nusing LvsMon.Core.Syslog;", 2);
        yield return Folders("src/LvsMon.Core/Checks/A.cs", "using LvsMon.Core.Config;\nWord a;\nTiming b; c.Timing d;",
            3);
        yield return Folders("src/LvsMon.Checks/A.cs", "using LvsMon.Core.Checks;\nusing LvsMon.Core.Monitoring;", 2);
        yield return Folders("src/LvsMon/A.cs", "using LvsMon.Core.Monitoring;");
        yield return Folders("src/LvsMon.Core/New/A.cs", "namespace LvsMon.Core.New;", 0);
        yield return Folders("src/LvsMon.Core/A.cs", "namespace LvsMon.Core;", 0);
    }

    [Fact]
    public void FolderTable_FollowedFromAnyFolder_HasNoCircle()
    {
        List<string> settled = [];
        foreach ((string folder, string[] uses) in FolderTable.Core)
        {
            uses.Should().BeSubsetOf(settled, "{0} may use only folders that stand above it in the list", folder);
            settled.Add(folder);
        }
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree) =>
        tree.Projects.SelectMany(ProjectRules.Find).Concat(FolderRules.Find(tree.Sources));

    private static Canary Projects(Rule rule, string name, string item, string include, bool isBad)
    {
        string path = $"src/{name}/{name}.csproj";
        ProjectFile project = new(path, $"<Project><{item} Include=\"{include}\" /></Project>");
        return new(rule, ProjectRules.Find(project), isBad ? [path] : []);
    }

    private static Canary Folders(string path, string text, params int[] lines)
    {
        SourceFile[] files =
        [
            new("src/LvsMon.Core/Config/Word.cs", Config),
            new("src/LvsMon.Core/Config/Timing.cs", Timing),
            new(path, text),
        ];
        string[] places = [.. lines.Select(line => line == 0 ? path : $"{path}:{line}")];
        return new(Rule.FolderReference, FolderRules.Find(files), places);
    }
}
