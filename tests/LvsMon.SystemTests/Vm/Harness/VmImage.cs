using System;
using System.IO;
using System.Linq;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>What the script <c>set-up</c> leaves: a kernel and two root file systems.</summary>
internal static class VmImage
{
    /// <summary>Where it is, and where failures leave their evidence.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "out", "vm");

    /// <summary>Debian's kernel.</summary>
    public static string Kernel { get; } = Path.Combine(Folder, "vmlinuz");

    /// <summary>The root file system with both builds.</summary>
    public static string Root { get; } = Path.Combine(Folder, "initrd");

    /// <summary>Why no virtual machine can be started, null when it can.</summary>
    /// <param name="root">The path of its root file system, or its name in the folder.</param>
    public static string? WhyMissing(string root)
    {
        const string SetUp = "tests/LvsMon.SystemTests/Vm/set-up";
        if (Needs.WhyMissing("qemu-system-x86_64") is { } reason)
        {
            return $"{reason}; {SetUp} installs it";
        }

        return !File.Exists(Path.Combine(Folder, root))
            ? $"there is no virtual machine's image; {SetUp} makes it"
            : null;
    }

    /// <summary>A test of yesterday's program proves nothing: the image must be younger than the sources.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static void RequireFresh() => RequireFresh(Root, "*.cs", "src", "tests/LvsMon.VmPeer");

    /// <summary>An image must be younger than the files of these folders.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static void RequireFresh(string image, string files, params string[] folders)
    {
        DateTime made = File.GetLastWriteTimeUtc(image);
        string? newer = folders
            .Select(folder => Path.Combine(Repository.Root, folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, files, SearchOption.AllDirectories))
            .FirstOrDefault(file => !file.Contains("/obj/") && File.GetLastWriteTimeUtc(file) > made);
        if (newer is not null)
        {
            throw new InvalidOperationException($"{newer} is younger than {image}: run the script set-up again");
        }
    }
}
