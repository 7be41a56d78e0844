using System.Collections.Generic;
using System.Linq;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;

namespace LvsMon.Conventions;

public sealed class TypeTests : RuleGroupTests
{
    public override IEnumerable<Canary> Canaries()
    {
        SourceFile open = new("src/Pair.cs", """
            namespace N;
            public class Pair
            {
                private sealed record Good(int A);
                private record Bad(int A);
                public readonly record struct Value(int A);
            }
            [System.Obsolete("class Text")]
            internal abstract class Base<T> where T : class { }
            """);
        yield return new(Rule.SealedClass, TypeRules.Sealing(open), "src/Pair.cs:2", "src/Pair.cs:5");
        yield return new(Rule.TypePerFile, TypeRules.FileNames(open));
        yield return new(Rule.TypePerFile, TypeRules.FileNames(new("src/First.Part.cs", """
            internal static partial class Own;
            public static partial class First { }
            public delegate void Second<T>(T value);
            public enum Third { A }
            """)), "src/First.Part.cs:3", "src/First.Part.cs:4");
        SourceFile other = new("src/Other.cs", "internal struct Own { }");
        yield return new(Rule.TypePerFile, TypeRules.FileNames(other), "src/Other.cs");
        yield return new(Rule.TypeName, TypeRules.Names(new("src/A.cs", """
            class ServiceManager { }
            class HelperOfA { class NetUtils { } }
            class Utilization { }
            """)), "src/A.cs:1", "src/A.cs:2", "src/A.cs:2");
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree) =>
        tree.Sources.SelectMany(f => TypeRules.FileNames(f).Concat(TypeRules.Sealing(f)).Concat(TypeRules.Names(f)));
}
