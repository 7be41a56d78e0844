using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>Where the operating system is called.</summary>
public static partial class SystemCallRules
{
    // The tests of the layer itself and the system tests look at descriptors and processes from outside.
    private static readonly string[] Allowed =
        ["src/LvsMon.Linux", "tests/LvsMon.Linux.Tests", "tests/LvsMon.SystemTests"];

    /// <summary>Native calls outside the one layer for them.</summary>
    public static IEnumerable<Violation> Find(SourceFile file) =>
        Allowed.Contains(file.Project)
            ? []
            : NativeCall().Matches(file.Source.Code).Select(m => new Violation(
                Rule.SystemCall,
                file.Path,
                file.Source.LineOf(m.Index),
                $"{m.Value}: call the operating system from src/LvsMon.Linux, behind an interface of Core/Os"));

    [GeneratedRegex(@"\b(?:LibraryImport|DllImport|NativeLibrary|UnmanagedCallersOnly)\b")]
    private static partial Regex NativeCall();
}
