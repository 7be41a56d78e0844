using System.Collections.Generic;
using System.Linq;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>Which project knows which project and package.</summary>
public static class ProjectRules
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Table = new()
    {
        ["LvsMon"] = (["LvsMon.Linux", "LvsMon.Core", "LvsMon.Checks"], ["System.CommandLine"]),
        ["LvsMon.Linux"] = (["LvsMon.Core"], []),
        ["LvsMon.Checks"] = (["LvsMon.Core"], []),
        ["LvsMon.Core"] = ([], ["Microsoft.Extensions.Logging.Abstractions"]),
    };

    /// <summary>References of a product's project that are not in the table. Tests may know everything.</summary>
    public static IEnumerable<Violation> Find(ProjectFile project)
    {
        if (!project.IsProduct)
        {
            return [];
        }

        if (!Table.TryGetValue(project.Name, out (string[] Projects, string[] Packages) row))
        {
            return [new(Rule.ProjectReference, project.Path, 0, "enter the project into the table of ProjectRules")];
        }

        return project.References.Except(row.Projects)
            .Select(name => new Violation(
                Rule.ProjectReference, project.Path, 0, $"{project.Name} must not know {name}"))
            .Concat(project.Friends.Intersect(Table.Keys).Select(name => new Violation(
                Rule.ProjectReference, project.Path, 0, $"{name} must see the public contract of {project.Name} only")))
            .Concat(project.Packages.Except(row.Packages).Select(name => new Violation(
                Rule.PackageReference, project.Path, 0, $"{project.Name} must not use the package {name}")));
    }
}
