using System.Linq;
using FluentAssertions;
using LvsMon.Conventions.Reading;
using Xunit;

namespace LvsMon.Conventions;

public sealed class DeclarationReaderTests
{
    private const string Everything = """
        using System;
        [assembly: Foo(1)]
        namespace N;

        [Obsolete("{")]
        public sealed partial class A<T>(int start) : Base(start), IB where T : class, new()
        {
            private const string Text = "{ not a body }";
            private readonly int[] _table = [1, 2];
            private static readonly Func<int> Make = () => { return 1; };
            public int Property { get; private set; } = Compute(() => { });
            public int Arrow => Property;
            public (int A, int B) Pair<TItem>(List<TItem> items, int limit = 3)
                where TItem : class
            {
                if (limit > 1) { return (1, 2); }
                return items switch { _ => (limit, 1) };
            }
            [Fact]
            [InlineData("}")]
            public byte[] Bytes(string text) => text switch
            {
                _ => [],
            };
            public A() : this(1) { }
            public static bool operator ==(A<T> a, A<T> b) => true;
            public int this[int index] => index;
            protected abstract void Nothing();
            private enum Kind { One = 1, Two }
            private readonly record struct Inner(int X) { int Twice() => X * 2; }
        }
        internal interface IB;
        """;

    [Fact]
    public void Types_OfAFile_AreReadWithNesting()
    {
        SourceFile file = new("src/A.cs", Everything);

        file.Types.Select(t => $"{t.Line} {t.Keyword} {t.Name}").Should().Equal("6 class A", "32 interface IB");
        file.Types[0].Modifiers.Should().Equal("public", "sealed", "partial");
        file.Types[0].Nested.Select(t => $"{t.Line} {t.Keyword} {t.Name}")
            .Should().Equal("29 enum Kind", "30 record struct Inner");
        file.Types[0].Nested[1].Members.Should().ContainSingle().Which.Name.Should().Be("Twice");
    }

    [Fact]
    public void Members_OfAType_AreThoseWithCode()
    {
        SourceFile file = new("src/A.cs", Everything);

        file.Types[0].Members.Select(m => $"{m.FirstLine}-{m.LastLine} {m.Name}").Should().Equal(
            "11-11 Property",
            "12-12 Arrow",
            "13-18 Pair",
            "21-24 Bytes",
            "25-25 A",
            "26-26 operator",
            "27-27 this",
            "28-28 Nothing");
    }

    [Fact]
    public void Attributes_OfAMember_AreKeptApart()
    {
        SourceFile file = new("src/A.cs", Everything);

        MemberDeclaration bytes = file.Types[0].Members.Single(m => m.Name == "Bytes");
        bytes.Attributes.Should().Contain("[Fact]").And.Contain("InlineData");
        bytes.Code.Should().StartWith("public byte[] Bytes");
    }

    [Fact]
    public void Types_InBracedNamespace_AreRead()
    {
        SourceFile file = new("src/A.cs", "namespace N { public struct S; namespace M { class C { } } }");

        file.Types.Select(t => t.Name).Should().Equal("S", "C");
    }
}
