using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>What is listed once is listed nowhere else.</summary>
public static class CatalogueRules
{
    /// <summary>Settings in a project file that belong to the one list for all projects.</summary>
    public static IEnumerable<Violation> SharedSettings(ProjectFile project) =>
        project.SharedSettings.Select(name => new Violation(
            Rule.Catalogue, project.Path, 0, $"{name} belongs into Directory.Build.props"));

    /// <summary>Packages that the list of versions names twice.</summary>
    public static IEnumerable<Violation> PackageVersions(string path, string text) =>
        XDocument.Parse(text).Descendants("PackageVersion")
            .GroupBy(e => e.Attribute("Include")?.Value)
            .Where(g => g.Count() > 1)
            .Select(g => new Violation(Rule.Catalogue, path, 0, $"{g.Key} stands {g.Count()} times"));
}
