using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Checks;

public sealed class CheckOptionDiagnosticsTests
{
    private static readonly CheckOption Given = new("--given", "X", "One.");
    private static readonly CheckOption Absent = new("--absent", "X", "Two.");
    private static readonly SourceSpan Check = new(0, 1, 1, 5);
    private static readonly SourceSpan Value = new(0, 1, 9, 3);
    private static readonly SourceSpan Second = new(0, 1, 20, 3);

    [Fact]
    public void Errors_OfAPlugin_StandAtTheirWords()
    {
        CheckOptionValues values = new();
        values.Add(Given, new Word("abc", Value, Quoted: false));
        Diagnostics diagnostics = new();
        CheckOptionDiagnostics subject = new(values, Check, diagnostics);

        subject.Error(Given, "a");
        subject.Error(Absent, "b");
        subject.Error("c");
        subject.Error(new GivenOption(Absent, new Word("d", Second, Quoted: false)), "d");

        diagnostics.InFileOrder.Select(d => (d.Rule, d.Span, d.Message)).Should().BeEquivalentTo(
        [
            ("check-option-value", Value, "a"),
            ("check-option-value", Check, "b"),
            ("check-option", Check, "c"),
            ("check-option-value", Second, "d"),
        ]);
    }
}
