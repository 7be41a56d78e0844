using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>
/// Compiles each check once: by the object, because a hundred thousand real servers share the one of their service,
/// and equal programs become the same object. A check that does not compile is reported once.
/// </summary>
internal sealed class CheckMemo
{
    private readonly ICheckCompiler _compiler;
    private readonly Diagnostics _diagnostics;
    private readonly Dictionary<CheckReference, CompiledCheck?> _byReference =
        new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<string, CheckProgram> _programs = new(StringComparer.Ordinal);

    internal CheckMemo(ICheckCompiler compiler, Diagnostics diagnostics)
    {
        _compiler = compiler;
        _diagnostics = diagnostics;
    }

    /// <summary>The compiled check, or null when it has errors.</summary>
    internal CompiledCheck? Find(CheckReference check)
    {
        if (_byReference.TryGetValue(check, out CompiledCheck? compiled))
        {
            return compiled;
        }

        compiled = _compiler.Compile(check, _diagnostics);
        if (compiled is not null && !_programs.TryAdd(compiled.Program.Identity, compiled.Program))
        {
            compiled = compiled with { Program = _programs[compiled.Program.Identity] };
        }

        _byReference.Add(check, compiled);
        return compiled;
    }
}
