using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>How types are declared and named.</summary>
public static partial class TypeRules
{
    private static readonly string[] Closed = ["sealed", "static", "abstract"];

    /// <summary>One public type per file, the file named after it; after the first where none is public.</summary>
    public static IEnumerable<Violation> FileNames(SourceFile file)
    {
        List<TypeDeclaration> visible = [.. file.Types.Where(t => t.Modifiers.Contains("public"))];
        foreach (TypeDeclaration extra in visible.Skip(1))
        {
            yield return new(Rule.TypePerFile, file.Path, extra.Line, $"{extra.Name} needs a file of its own");
        }

        string? name = visible.Concat(file.Types).Select(t => t.Name).FirstOrDefault();
        if (name is not null && file.Stem.Split('.')[0] != name)
        {
            yield return new(Rule.TypePerFile, file.Path, 0, $"name the file {name}.cs");
        }
    }

    /// <summary>Classes that are open without saying so.</summary>
    public static IEnumerable<Violation> Sealing(SourceFile file) =>
        file.AllTypes.Where(t => t.IsClass && !t.Modifiers.Any(Closed.Contains)).Select(t => new Violation(
            Rule.SealedClass, file.Path, t.Line, $"make {t.Name} sealed, static or abstract"));

    /// <summary>Names that say nothing.</summary>
    public static IEnumerable<Violation> Names(SourceFile file) =>
        from type in file.AllTypes
        let word = EmptyWord().Match(type.Name)
        where word.Success
        select new Violation(
            Rule.TypeName,
            file.Path,
            type.Line,
            $"{word.Value} in {type.Name} says nothing: name the role (Reader, Builder, Sink, Plan, Table)");

    [GeneratedRegex(@"Manager|Helper|Util(?:s|ity|ities)?(?![a-z])")]
    private static partial Regex EmptyWord();
}
