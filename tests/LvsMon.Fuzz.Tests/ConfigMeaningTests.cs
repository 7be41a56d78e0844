using System;
using System.Text;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using LvsMon.Core.Config;
using LvsMon.Fuzz.Targets;
using LvsMon.Fuzz.Tests.Support;
using Xunit;

namespace LvsMon.Fuzz.Tests;

/// <summary>A configuration that somebody writes is the one that is read.</summary>
public sealed class ConfigMeaningTests
{
    private const int Tests = 400;

    [Fact]
    public void Configuration_WrittenInFull_IsReadAsItWasMeant()
    {
        Property property = Prop.ForAll(ConfigModels.All, meant => IsRead(ConfigText.Of(meant), meant));

        property.Invoking(p => p.Check(Texts.Settings(Tests))).Should().NotThrow();
    }

    [Fact]
    public void Configuration_InAnyHandwriting_IsReadAsItWasMeant()
    {
        Property property = Prop.ForAll(
            ConfigModels.All,
            ArbMap.Default.ArbFor<int>(),
            (meant, hand) => IsRead(new Handwriting(hand).Write(meant), meant));

        property.Invoking(p => p.Check(Texts.Settings(Tests))).Should().NotThrow();
    }

    [Fact]
    public void Configuration_InAnyHandwriting_KeepsItsPromises()
    {
        ConfigTarget target = new();
        Gen<string> texts =
            from meant in ConfigModels.All.Generator
            from hand in Gen.Choose(0, 1_000_000)
            let bytes = Encoding.UTF8.GetBytes(new Handwriting(hand).Write(meant))
            select Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, target.MaxLength)));
        Action check = () => Texts.Try(target, Texts.Damaged(texts));

        check.Should().NotThrow();
    }

    private static bool IsRead(string text, Configuration meant)
    {
        Diagnostics diagnostics = new();
        Configuration read = ConfigReader.Read(
            TextFiles.Main, new TextFiles(Encoding.UTF8.GetBytes(text)), null, diagnostics);
        string told = DiagnosticText.Format(diagnostics, read.Files);
        bool isOnlyEmpty = meant.Services.Count == 0 && diagnostics.ErrorCount == 1;
        (diagnostics.HasErrors && !isOnlyEmpty).Should().BeFalse("of\n{0}\n{1}", text, told);
        ConfigText.Of(read).Should().Be(ConfigText.Of(meant), "of\n{0}", text);
        return true;
    }
}
