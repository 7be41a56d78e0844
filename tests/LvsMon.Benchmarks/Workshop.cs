using System;
using System.Diagnostics;
using System.IO;

namespace LvsMon.Benchmarks;

/// <summary>A folder for what one run makes, and the programs that it needs.</summary>
internal sealed class Workshop : IDisposable
{
    /// <summary>The top of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The native program when <c>out/vm</c> has one, else the one that was built with this.</summary>
    public static string BuiltProgram { get; } =
        File.Exists(Path.Combine(Root, "out/vm/native/lvsmon"))
            ? Path.Combine(Root, "out/vm/native/lvsmon")
            : Path.Combine(Root, "src/LvsMon/bin/Release/net10.0/lvsmon");

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("lvsmon-bench-").FullName;

    /// <summary>Builds one of the C programs of the folder <c>native</c>.</summary>
    /// <returns>The path of the program.</returns>
    public string Compile(string name)
    {
        string path = Path.Combine(Folder, name);
        if (!File.Exists(path))
        {
            string source = Path.Combine(AppContext.BaseDirectory, "native", $"{name}.c");
            using Process compiler = Process.Start("gcc", ["-O2", "-o", path, source]);
            compiler.WaitForExit();
            if (compiler.ExitCode != 0)
            {
                throw new InvalidOperationException($"gcc could not build {source}");
            }
        }

        return path;
    }

    /// <summary>A stand-in for ipvsadm with an empty table of its own.</summary>
    /// <returns>The path of the program.</returns>
    public string FreshIpvsadm()
    {
        string built = Path.Combine(Root, "tests/LvsMon.IpvsadmStandIn/bin/Release/net10.0");
        string target = Directory.CreateDirectory(Path.Combine(Folder, Path.GetRandomFileName())).FullName;
        foreach (string file in Directory.GetFiles(built))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return Path.Combine(target, "ipvsadm");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LvsMon.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("run it from a checkout");
    }
}
