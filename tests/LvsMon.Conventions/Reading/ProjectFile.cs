using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace LvsMon.Conventions.Reading;

/// <summary>A project file.</summary>
public sealed class ProjectFile
{
    private readonly XDocument _document;

    /// <summary>Reads a text.</summary>
    public ProjectFile(string path, string text)
    {
        Path = path;
        _document = XDocument.Parse(text);
    }

    /// <summary><c>src/LvsMon.Core/LvsMon.Core.csproj</c>.</summary>
    public string Path { get; }

    /// <summary><c>LvsMon.Core</c>.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>True for what is shipped.</summary>
    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>The names of the projects it refers to.</summary>
    public IEnumerable<string> References =>
        Items("ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>The packages it refers to.</summary>
    public IEnumerable<string> Packages => Items("PackageReference");

    /// <summary>The assemblies that may see its internals.</summary>
    public IEnumerable<string> Friends => Items("InternalsVisibleTo");

    /// <summary>Names of elements and attributes that belong into Directory.Build.props.</summary>
    public IEnumerable<string> SharedSettings =>
        _document.Descendants().Select(e => e.Name.LocalName).Where(n => n is "PackageVersion" or "Using" or "Version")
            .Concat(_document.Descendants("PackageReference").Attributes()
                .Select(a => a.Name.LocalName).Where(n => n is "Version" or "VersionOverride"));

    private IEnumerable<string> Items(string element) =>
        _document.Descendants(element).Select(e => e.Attribute("Include")?.Value ?? string.Empty);
}
