using System.Collections.Generic;

namespace LvsMon.Core.Checks;

/// <summary>A kind of check. Compiled in; there is one catalogue of them.</summary>
public interface ICheckPlugin
{
    /// <summary>The word in the configuration and on the command line, lower case.</summary>
    string Name { get; }

    /// <summary>One sentence for people.</summary>
    string Summary { get; }

    /// <summary>A command line that works, for the help: options and target.</summary>
    string Example { get; }

    /// <summary>All options; none is read that is not declared here.</summary>
    IReadOnlyList<CheckOption> Options { get; }

    /// <summary>Compiles options that have passed the declared rules.</summary>
    /// <returns>The program, or null after reporting at least one error.</returns>
    CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics);
}
