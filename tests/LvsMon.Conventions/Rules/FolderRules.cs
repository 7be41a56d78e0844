using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>Which folder of Core uses which, read from using lines and names qualified in place.</summary>
public static partial class FolderRules
{
    private const string CoreProject = "src/LvsMon.Core";

    /// <summary>Uses that the table does not have.</summary>
    public static IEnumerable<Violation> Find(IReadOnlyList<SourceFile> files)
    {
        Dictionary<string, string[]> typesOf = files
            .Where(f => f.Project == CoreProject)
            .GroupBy(TopFolder)
            .ToDictionary(g => g.Key, g => g.SelectMany(f => f.Types).Select(t => t.Name).ToArray());
        return files.SelectMany(file => Find(file, typesOf));
    }

    private static IEnumerable<Violation> Find(SourceFile file, Dictionary<string, string[]> typesOf)
    {
        bool isCore = file.Project == CoreProject;
        string own = isCore ? TopFolder(file) : string.Empty;
        if (isCore && !FolderTable.Core.ContainsKey(own))
        {
            string message = own.Length == 0 ? "put it into a folder" : $"enter the folder {own} into FolderTable";
            return [new(Rule.FolderReference, file.Path, 0, message)];
        }

        if (!isCore && !FolderTable.Projects.ContainsKey(file.Project))
        {
            return [];
        }

        string[] allowed = isCore ? FolderTable.Core[own] : FolderTable.Projects[file.Project];
        string user = isCore ? own : file.Project;
        return Mentions(file, typesOf)
            .Where(m => m.Folder != own && !allowed.Contains(m.Folder))
            .Select(m => At(file, m.Position, $"{user} must not use {m.Folder}"))
            .Concat(ForeignConfigTypes(file, user, typesOf));
    }

    /// <summary>Folders named in the code: <c>LvsMon.Core.X</c>, or <c>X.Type</c> as C# resolves it in Core.</summary>
    private static IEnumerable<(string Folder, int Position)> Mentions(
        SourceFile file,
        Dictionary<string, string[]> typesOf)
    {
        IEnumerable<(string, int)> qualified = CoreName().Matches(file.Source.Code)
            .Select(m => (m.Groups["folder"].Value, m.Index));
        IEnumerable<(string, int)> relative =
            from match in RelativeName().Matches(file.Source.Code)
            let folder = match.Groups["folder"].Value
            where file.Project == CoreProject
                && typesOf.TryGetValue(folder, out string[]? types)
                && types.Contains(match.Groups["type"].Value)
            select (folder, match.Index);
        return qualified.Concat(relative);
    }

    private static IEnumerable<Violation> ForeignConfigTypes(
        SourceFile file,
        string user,
        Dictionary<string, string[]> typesOf)
    {
        bool usesConfig = file.Source.Code.Contains("using LvsMon.Core.Config", StringComparison.Ordinal);
        if (!usesConfig || user is not ("Checks" or "src/LvsMon.Checks"))
        {
            return [];
        }

        string allowed = string.Join(", ", FolderTable.ConfigTypesForChecks);
        string[] foreign = [.. typesOf["Config"].Except(FolderTable.ConfigTypesForChecks)];
        return Identifier().Matches(file.Source.Code)
            .Where(m => foreign.Contains(m.Value))
            .Select(m => At(file, m.Index, $"{user} may not use {m.Value}: of Config only {allowed}"));
    }

    private static string TopFolder(SourceFile file) => file.Folder.Split('/')[0];

    private static Violation At(SourceFile file, int position, string message) =>
        new(Rule.FolderReference, file.Path, file.Source.LineOf(position), message);

    [GeneratedRegex(@"\bLvsMon\.Core\.(?<folder>\w+)")]
    private static partial Regex CoreName();

    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z]\w*)\.(?<type>[A-Z]\w*)")]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Identifier();
}
