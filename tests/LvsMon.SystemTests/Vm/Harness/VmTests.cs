using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// Tests of one subject on a kernel with IPVS. A subject is an abstract class with two classes in it that run it, one
/// per build. A case that fails leaves the guest's console, tables, syslog and all its files in one folder, which the
/// failure names.
/// </summary>
public abstract class VmTests
{
    private readonly Guest _guest;

    /// <param name="guest">The machine.</param>
    protected VmTests(Guest guest)
    {
        _guest = guest;
    }

    /// <summary>
    /// Runs a case in a scene of its own. The machine is emulated on processors that others use too, so one that fails
    /// is played once more: only what fails twice is a failure. The evidence of both tries stays.
    /// </summary>
    /// <param name="reals">Real servers.</param>
    /// <param name="act">The case.</param>
    /// <param name="name">The test's name.</param>
    private protected void Play(int reals, Action<Scene> act, [CallerMemberName] string name = "")
    {
        string folder = Path.Combine(
            VmImage.Folder, "failed", $"{GetType().DeclaringType!.Name}.{GetType().Name}.{name}");
        if (TryPlay(reals, act, Path.Combine(folder, "first")) is not null
            && TryPlay(reals, act, Path.Combine(folder, "second")) is { } failure)
        {
            throw failure;
        }
    }

    /// <returns>Why it failed, null when it did not.</returns>
    private InvalidOperationException? TryPlay(int reals, Action<Scene> act, string folder)
    {
        using Scene scene = new(_guest, reals);
        try
        {
            act(scene);
            return null;
        }
        catch (Exception failure)
        {
            return new InvalidOperationException(
                $"{failure.Message}\nevidence: {folder}\n{KeepEvidence(scene, folder, failure)}", failure);
        }
    }

    /// <returns>Empty, or why the evidence is not complete.</returns>
    private string KeepEvidence(Scene scene, string folder, Exception failure)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "failure"), failure.ToString());
            File.Copy(_guest.Console, Path.Combine(folder, "console"), overwrite: true);
            foreach ((string file, string content) in scene.Evidence())
            {
                File.WriteAllText(Path.Combine(folder, file), content);
            }

            return string.Empty;
        }
        catch (IOException broken)
        {
            return $"the evidence is not complete: {broken.Message}";
        }
    }
}
