using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace LvsMon.Fuzz.Coverage;

/// <summary>
/// A second copy of this program in the same process, whose product is the instrumented one. Nothing on disk is
/// changed, and the product that the tests of this project see stays as it was built.
/// </summary>
internal sealed class InstrumentedContext : AssemblyLoadContext
{
    private static readonly string[] Instrumented = ["LvsMon.Core", "LvsMon.Checks"];
    private readonly string _folder = AppContext.BaseDirectory;
    private readonly Instrumentation _instrumentation = new();

    private InstrumentedContext()
        : base("instrumented")
    {
        foreach (string name in Instrumented)
        {
            using MemoryStream stream = new(_instrumentation.Apply(Path.Combine(_folder, name + ".dll")));
            LoadFromStream(stream);
        }
    }

    /// <summary>Runs the fuzzer over the instrumented product.</summary>
    /// <param name="arguments">The command line, which is right.</param>
    /// <param name="output">Where it tells what it did.</param>
    /// <returns>The exit code.</returns>
    internal static int Execute(string[] arguments, TextWriter output)
    {
        InstrumentedContext context = new();
        Assembly copy = context.LoadFromAssemblyPath(typeof(InstrumentedContext).Assembly.Location);
        MethodInfo entry = copy.GetType(typeof(Run).FullName!)!
            .GetMethod(nameof(Run.Enter), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (int)entry.Invoke(null, [arguments, context._instrumentation.Blocks, output])!;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        foreach (Assembly loaded in Assemblies)
        {
            if (loaded.GetName().Name == assemblyName.Name)
            {
                return loaded;
            }
        }

        return assemblyName.Name is "LvsMon.Fuzz" or "LvsMon.Testing"
            ? LoadFromAssemblyPath(Path.Combine(_folder, assemblyName.Name + ".dll"))
            : null;
    }
}
