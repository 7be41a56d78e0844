using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>How a test is named, and that it can fail.</summary>
public static partial class TestRules
{
    /// <summary>Tests that are badly named, switched off, or without an assertion.</summary>
    public static IEnumerable<Violation> Find(SourceFile file) =>
        file.AllTypes.SelectMany(t => t.Members)
            .Where(m => TestMark().IsMatch(m.Attributes))
            .SelectMany(m => Find(file, m));

    private static IEnumerable<Violation> Find(SourceFile file, MemberDeclaration test)
    {
        if (!ThreeParts().IsMatch(test.Name))
        {
            yield return At(file, test, Rule.TestName, "name it Subject_Condition_Expectation, parts in PascalCase");
        }

        // An attribute takes constants only, so a Skip here is for ever. What depends on the machine is asked in code.
        if (SkipMark().IsMatch(test.Attributes))
        {
            yield return At(file, test, Rule.TestSkip, "a test is not switched off: repair it or delete it");
        }

        string body = test.Code[test.Code.IndexOf('(', StringComparison.Ordinal)..];
        if (!Assertion().IsMatch(body))
        {
            yield return At(file, test, Rule.TestAssertion, "nothing in it can fail: assert what is expected");
        }
    }

    private static Violation At(SourceFile file, MemberDeclaration test, Rule rule, string message) =>
        new(rule, file.Path, test.FirstLine, $"{test.Name}: {message}");

    [GeneratedRegex(@"[\[,]\s*(?:\w+\.)*\w*(?:Fact|Theory)(?:Attribute)?\s*[(\],]")]
    private static partial Regex TestMark();

    [GeneratedRegex(@"\bSkip\s*=")]
    private static partial Regex SkipMark();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*(?:_[A-Z0-9][A-Za-z0-9]*){2,}$")]
    private static partial Regex ThreeParts();

    [GeneratedRegex(@"Should|Assert|Throw|Verify")]
    private static partial Regex Assertion();
}
