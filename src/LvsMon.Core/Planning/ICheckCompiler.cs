using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>The seam to the plugins: makes a check as written into one that can be run.</summary>
public interface ICheckCompiler
{
    /// <summary>Compiles a check; called once for each <see cref="CheckReference"/> object.</summary>
    /// <returns>The check, or null after at least one error in <paramref name="diagnostics"/>.</returns>
    CompiledCheck? Compile(CheckReference check, Diagnostics diagnostics);
}
