using System;
using System.Text.RegularExpressions;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>A word of code that is not used in some places, and what is used there instead.</summary>
/// <param name="Pattern">Finds it in masked code.</param>
/// <param name="Instead">The replacement, for the failure message.</param>
/// <param name="Where">The files it is banned in.</param>
public sealed record BannedWord(Regex Pattern, string Instead, Predicate<SourceFile> Where);
