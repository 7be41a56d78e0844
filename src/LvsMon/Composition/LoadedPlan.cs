using System;
using System.Collections.Generic;
using System.IO;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;

namespace LvsMon.Composition;

/// <summary>A configuration file read and planned: the plan, null when it is refused, and everything said of
/// it.</summary>
internal sealed record LoadedPlan(string Path, Plan? Plan, Diagnostics Diagnostics, IReadOnlyList<SourceFile> Files)
{
    /// <summary>Writes every mistake and warning in file order; nothing when there is none.</summary>
    public void Report(TextWriter error)
    {
        error.Write(DiagnosticText.Format(Diagnostics, Files));
    }

    /// <summary>The first error on one line, empty when there is none.</summary>
    public string FirstError()
    {
        foreach (Diagnostic diagnostic in Diagnostics.InFileOrder)
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
            {
                // The log line says already that it is an error.
                return DiagnosticText.OneLine(diagnostic, Files).Replace(": error: ", ": ", StringComparison.Ordinal);
            }
        }

        return "";
    }
}
