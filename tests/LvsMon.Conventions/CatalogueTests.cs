using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;

namespace LvsMon.Conventions;

public sealed class CatalogueTests : RuleGroupTests
{
    private const string Shared = "Directory.Build.props";

    public override IEnumerable<Canary> Canaries()
    {
        yield return new(Rule.Catalogue, CatalogueRules.SharedSettings(new("src/A/A.csproj", """
            <Project>
              <PropertyGroup><Version>1</Version></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="B" Version="1" />
                <PackageReference Include="C" />
                <PackageVersion Include="D" Version="1" />
                <Using Include="E" />
              </ItemGroup>
            </Project>
            """)), "src/A/A.csproj", "src/A/A.csproj", "src/A/A.csproj", "src/A/A.csproj");
        yield return new(Rule.Catalogue, CatalogueRules.PackageVersions(Shared, """
            <Project>
              <PackageVersion Include="A" Version="1" /><PackageVersion Include="B" Version="1" />
              <PackageVersion Include="A" Version="2" />
            </Project>
            """), Shared);
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree) =>
        tree.Paths
            .Where(p => p != Shared && IsProjectOrProps(p))
            .SelectMany(p => CatalogueRules.SharedSettings(new ProjectFile(p, tree.Text(p))))
            .Concat(CatalogueRules.PackageVersions(Shared, tree.Text(Shared)));

    private static bool IsProjectOrProps(string path) =>
        path.EndsWith(".csproj", StringComparison.Ordinal) || path.EndsWith(".props", StringComparison.Ordinal);
}
