using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// One test's part of the virtual machine: a client, a director with an IPVS table of its own, real servers that answer
/// with their number, and lvsmon on the director. Its files are in one folder of the guest.
/// </summary>
internal sealed class Scene : IDisposable
{
    /// <summary>Asking costs the emulated machine time that it needs for the matter itself.</summary>
    private const int StepMs = 100;

    private readonly Guest _guest;
    private readonly SceneNetwork _network;

    /// <param name="guest">Where.</param>
    /// <param name="reals">Real servers.</param>
    public Scene(Guest guest, int reals)
    {
        _guest = guest;
        int number = guest.NextScene();
        Folder = $"/run/scene{number}";
        guest.Run($"mkdir -p {Folder}");
        _network = new SceneNetwork(guest, number, reals);
        Reals = reals;
        Daemon = new SceneDaemon(this, guest.Build);
    }

    /// <summary>How long anything may take that is not the subject of a test: the machine is emulated.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    /// <summary>How many real servers there are.</summary>
    public int Reals { get; }

    /// <summary>Its folder in the guest.</summary>
    public string Folder { get; }

    /// <summary>lvsmon on the director.</summary>
    public SceneDaemon Daemon { get; }

    /// <summary>Which ipvsadm the daemon uses.</summary>
    public string Ipvsadm { get; private set; } = "/usr/sbin/ipvsadm";

    /// <summary>The table as <c>ipvsadm -S -n</c> gives it.</summary>
    public IReadOnlyList<string> Table => Lines(OnDirector("ipvsadm -S -n"));

    /// <summary>The lines that were given to <c>ipvsadm -R</c>; only after <see cref="RecordEdits"/>.</summary>
    public IReadOnlyList<string> Edits => Lines(_guest.Run($"cat {Folder}/edits"));

    /// <summary>The guest's monotonic clock.</summary>
    public TimeSpan Now =>
        TimeSpan.FromMicroseconds(long.Parse(_guest.Run("vm-peer now"), CultureInfo.InvariantCulture));

    /// <summary>Runs a script in the guest's own namespace.</summary>
    public string Run(string script) => _guest.Run(script);

    /// <summary>Runs a script whatever it gives.</summary>
    public GuestAnswer Try(string script) => _guest.Try(script);

    /// <summary>Runs a script on the director.</summary>
    public string OnDirector(string script) => _guest.Run(In(_network.Director, script));

    /// <summary>Runs a script on the director whatever it gives.</summary>
    public GuestAnswer TryOnDirector(string script) => _guest.Try(In(_network.Director, script));

    /// <summary>Runs a script on the client.</summary>
    public string OnClient(string script) => _guest.Run(In(_network.Client, script));

    /// <summary>Runs a script on a real server.</summary>
    public string OnReal(int real, string script) => _guest.Run(In(_network.Real(real), script));

    /// <summary>Starts a program in a namespace; its output goes to a file of the scene.</summary>
    /// <returns>Its process id.</returns>
    public int Launch(string space, string command, string output)
    {
        string id = _guest.Run($"{SceneNetwork.Ip} netns exec {space} {command} >>{Folder}/{output} 2>&1 & echo $!");
        return int.Parse(id, CultureInfo.InvariantCulture);
    }

    /// <summary>Starts a program on the director.</summary>
    public int LaunchOnDirector(string command, string output) => Launch(_network.Director, command, output);

    /// <summary>Starts a program on the client.</summary>
    public int LaunchOnClient(string command, string output) => Launch(_network.Client, command, output);

    /// <summary>Starts the server of real server 1, 2, ...: it answers <c>r1</c>, <c>r2</c>, ... on port 80.</summary>
    public void Serve(int real) =>
        Launch(_network.Real(real), $"vm-peer serve 0.0.0.0:80 r{real} {Folder}/r{real}", "peers");

    /// <summary>Starts all servers.</summary>
    public void ServeAll()
    {
        for (int real = 1; real <= Reals; real++)
        {
            Serve(real);
        }
    }

    /// <summary>Ends the server of a real server; its port then refuses.</summary>
    public void Kill(int real) =>
        _guest.Run($"for pid in $({SceneNetwork.Ip} netns pids {_network.Real(real)}); do kill -9 $pid; done");

    /// <summary>How a server behaves from now on: <c>ok</c>, <c>503</c>, <c>hang</c>, <c>slow MS</c>.</summary>
    public void Behave(int real, string mode) => _guest.Run($"echo {mode} >{Folder}/r{real}.mode");

    /// <summary>The requests that a server has got for a path: when, and from whom.</summary>
    public IReadOnlyList<string> Requests(int real, string path = "/") =>
        [.. Lines(_guest.Run($"cat {Folder}/r{real} 2>/dev/null || true"))
            .Where(line => line.EndsWith(" " + path, StringComparison.Ordinal))];

    /// <summary>Writes the configuration.</summary>
    public void Configure(string text) => Write("lvsmon.conf", text);

    /// <summary>Writes a file of the scene.</summary>
    public void Write(string name, string text) =>
        _guest.Run($"cat >{Folder}/{name} <<'file-end'\n{text}\nfile-end");

    /// <summary>A file of the scene, empty when there is none.</summary>
    public string Read(string name) => _guest.Run($"cat {Folder}/{name} 2>/dev/null || true");

    /// <summary>Gives the daemon another ipvsadm. To be called before it starts.</summary>
    /// <param name="script">For sh; what it gets is in <c>"$@"</c>.</param>
    public void ReplaceIpvsadm(string script)
    {
        Ipvsadm = $"{Folder}/ipvsadm";
        Write("ipvsadm", $"#!/bin/sh\n{script}");
        _guest.Run($"chmod 755 {Ipvsadm}");
    }

    /// <summary>From now on every line for <c>ipvsadm -R</c> is also written down. To be called before the daemon
    /// starts.</summary>
    public void RecordEdits()
    {
        _guest.Run($"touch {Folder}/edits");
        ReplaceIpvsadm(
            "if [ \"$1\" = -R ]; then\n"
            + $"cat >{Folder}/batch\ncat {Folder}/batch >>{Folder}/edits\nexec /usr/sbin/ipvsadm -R <{Folder}/batch\n"
            + "fi\nexec /usr/sbin/ipvsadm \"$@\"");
    }

    /// <summary>Forgets the edits so far.</summary>
    public void ForgetEdits() => _guest.Run($": >{Folder}/edits");

    /// <summary>Waits until the table holds exactly these lines, in any order.</summary>
    public void ShouldHaveTable(params string[] lines)
    {
        IReadOnlyList<string> found = [];
        Until(
            () => (found = Table).Order(StringComparer.Ordinal).SequenceEqual(lines.Order(StringComparer.Ordinal)),
            () => $"the table is\n{string.Join('\n', lines)}\nbut\n{string.Join('\n', found)}");
    }

    /// <summary>Waits until something holds.</summary>
    public static void Until(Func<bool> condition, Func<string> what) => Wait.Until(condition, what, Patience, StepMs);

    /// <summary>What shows the state of everything, by the name of a file.</summary>
    public IEnumerable<(string Name, string Content)> Evidence()
    {
        string[] looks =
        [
            "ipvsadm -S -n", "ipvsadm -L -n --thresholds", "ipvsadm -L -n --stats --exact", "cat /proc/net/ip_vs_conn",
            $"{SceneNetwork.Ip} addr", $"{SceneNetwork.Ip} route",
        ];
        yield return ("table", string.Concat(looks.Select(
            look => $"# {look}\n{_guest.Try(In(_network.Director, look)).Output}\n")));
        yield return ("syslog", _guest.Try("cat /run/syslog").Output);
        yield return ("processes", _guest.Try("ps").Output);
        foreach (string file in Lines(_guest.Try($"ls {Folder}").Output))
        {
            yield return ($"scene-{file}", _guest.Try($"head -c 200000 {Folder}/{file}").Output);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Remove();

    internal static IReadOnlyList<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string In(string space, string script) =>
        $"{SceneNetwork.Ip} netns exec {space} sh <<'in-space'\n{script}\nin-space";
}
