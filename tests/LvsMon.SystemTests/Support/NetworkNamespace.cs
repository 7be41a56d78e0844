using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace LvsMon.SystemTests.Support;

/// <summary>A network with nothing but a loopback interface. It ends with the process that holds it.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    private readonly Process _holder;

    public NetworkNamespace()
    {
        _holder = Process.Start("unshare", ["--net", "sleep", "infinity"]);
        string path = $"/proc/{_holder.Id}/ns/net";
        string own = new FileInfo("/proc/self/ns/net").LinkTarget!;
        Wait.Until(() => new FileInfo(path).LinkTarget != own, "the namespace is there");
        if (Run("ip", "link", "set", "lo", "up") != 0)
        {
            throw new InvalidOperationException("the loopback interface cannot be set up");
        }
    }

    /// <summary>True when the machine lets this user make one.</summary>
    public static bool IsPossible()
    {
        using Process probe = Process.Start("unshare", ["--net", "true"]);
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }

    /// <summary>The words that put a command into a namespace; none for the machine's own.</summary>
    public static IReadOnlyList<string> Prefix(NetworkNamespace? space) => space is null
        ? []
        : ["nsenter", string.Create(CultureInfo.InvariantCulture, $"--net=/proc/{space._holder.Id}/ns/net")];

    /// <summary>Lays a cable to another one; both ends have the same name.</summary>
    public void Connect(NetworkNamespace other, string name) => Must(
        "ip", "link", "add", name, "type", "veth", "peer", "name", name, "netns",
        other._holder.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Runs a command line in it that must succeed; the words have no blanks.</summary>
    public void Do(string line) => Must(line.Split(' '));

    /// <summary>Gives it rules of a firewall (nft(8)) instead of those that it had.</summary>
    public void Filter(TempFolder folder, string rules)
    {
        folder.Write("rules", "flush ruleset\n" + rules + "\n");
        Must("nft", "-f", folder["rules"]);
    }

    /// <summary>Runs a command in it.</summary>
    /// <returns>The exit code.</returns>
    public int Run(params string[] command)
    {
        using Process process = StartIn(command);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Starts a command in it; the process has the command's own id.</summary>
    public Process StartIn(params string[] command)
    {
        string[] words = [.. Prefix(this), .. command];
        return Process.Start(words[0], words[1..]);
    }

    private void Must(params string[] command)
    {
        if (Run(command) != 0)
        {
            throw new InvalidOperationException(string.Join(' ', command) + " failed");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _holder.Kill();
        _holder.WaitForExit();
        _holder.Dispose();
    }
}
