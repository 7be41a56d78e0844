using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// A scene of three real servers, the second of which dies and comes back while strace kills lvsmon or its ipvsadm. The
/// work is done in the guest by the script <c>crash-site</c>.
/// </summary>
internal sealed partial class CrashSite
{
    private readonly Scene _scene;
    private readonly string _script;

    /// <param name="scene">Three real servers, none started.</param>
    public CrashSite(Scene scene)
    {
        _scene = scene;
        _script = $"{scene.Folder}/crash-site";
        scene.Write("crash-site", File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "LvsMon.SystemTests", "Vm", "crash-site")));
    }

    /// <summary>Gives the daemons an ipvsadm that can be struck.</summary>
    public void ExposeIpvsadm() =>
        _scene.ReplaceIpvsadm($"set -- ipvsadm {_scene.Folder} \"$@\"\n. {_script}");

    /// <summary>Says what becomes of the next ipvsadm whose first word is the one given.</summary>
    /// <param name="fate">The word, then <c>hold</c>, or a call's name and its number.</param>
    public void Doom(string fate) => _scene.Write("fate", fate);

    /// <summary>Waits until an ipvsadm has met its fate.</summary>
    public void ShouldBeDoomed() =>
        Scene.Until(() => _scene.Read("fate").Length == 0, () => "an ipvsadm has met its fate");

    /// <summary>Lets the one ipvsadm go on that is held.</summary>
    public void Release() => _scene.Run($"touch {_scene.Folder}/release");

    /// <summary>Lets the server die or come back.</summary>
    /// <param name="order"><c>down</c> or <c>up</c>.</param>
    public void Order(string order) => _scene.Run(
        $"cd {_scene.Folder}; echo {order} >pipes/order; read -r line <pipes/served");

    /// <summary>Starts the servers, fills the table as it should be and watches it from then on.</summary>
    /// <param name="table">Lines for <c>ipvsadm -R</c>.</param>
    public void Open(IEnumerable<string> table)
    {
        _scene.Serve(1);
        _scene.Serve(3);
        _scene.OnReal(2, $"sh {_script} serve {_scene.Folder} >{_scene.Folder}/server 2>&1 & "
            + $"until [ -p {_scene.Folder}/pipes/traced ]; do sleep 0.1; done");
        Order("up");
        _scene.OnDirector($"ipvsadm -R <<'table'\n{string.Join('\n', table)}\ntable");
        _scene.LaunchOnDirector($"vm-peer watch {_scene.Folder}/watch", "watcher");
        Scene.Until(() => WatchedState.All(_scene).Count == 1, () => "the table is watched");
    }

    /// <summary>Lets the server die and come back with nobody killed.</summary>
    /// <returns>The daemon's calls from the check that sees it to the line that tells the edit.</returns>
    public (IReadOnlyList<Strike> Down, IReadOnlyList<Strike> Up) Trace()
    {
        Run(["down trace", "up trace"]);
        return (Calls(isDown: true), Calls(isDown: false));
    }

    /// <summary>Carries strikes out, one after the other; deaths and returns of the server alternate.</summary>
    /// <param name="strikes">The strikes.</param>
    /// <param name="atOnce">How many the guest's shell has patience for; a daemon is started for so many.</param>
    /// <returns>The strikes with what came of them.</returns>
    public IReadOnlyList<Strike> Carry(IEnumerable<Strike> strikes, int atOnce)
    {
        List<Strike> carried = [.. strikes.Chunk(atOnce).SelectMany(CarrySome)];
        string[] traces = _scene.Read("trace").Split("# ", StringSplitOptions.RemoveEmptyEntries);
        return [.. carried.Zip(traces, (strike, trace) => strike with { KilledAt = KilledAt(strike, trace) })];
    }

    /// <summary>The call that a victim has entered and not come back from; a daemon that was too quick has been ended
    /// by the script.</summary>
    private static string KilledAt(Strike strike, string trace) =>
        strike.IsLate ? string.Empty : KilledCall().Match(trace).Groups[1].Value;

    private IEnumerable<Strike> CarrySome(Strike[] strikes)
    {
        string[] answers = Run(strikes.Select(strike => strike.ToString()));
        return strikes.Zip(answers, (strike, answer) =>
        {
            string[] words = answer.Split(' ');
            return strike with
            {
                IsLate = words[0] == "late",
                Begun = Time(words[1]),
                Ready = Time(words[2]),
                Adopted = int.Parse(words[3], CultureInfo.InvariantCulture),
            };
        });
    }

    private string[] Run(IEnumerable<string> strikes) =>
        [.. Scene.Lines(_scene.OnDirector(
            $"sh {_script} strike {_scene.Folder} {_scene.Daemon.Command()} 2>{_scene.Folder}/errors <<'strikes'\n"
            + $"{string.Join('\n', strikes)}\nstrikes"))];

    private List<Strike> Calls(bool isDown)
    {
        Dictionary<string, int> count = [];
        List<Strike> calls = [];
        bool isSeen = false;
        foreach (string line in Scene.Lines(_scene.Read(isDown ? "calls.down" : "calls.up")))
        {
            // What was under way when strace came is not counted by it.
            Match call = CallName().Match(line);
            if (!call.Success || line.Contains("resuming interrupted", StringComparison.Ordinal))
            {
                continue;
            }

            string name = call.Groups[1].Value;
            count[name] = count.GetValueOrDefault(name) + 1;
            isSeen |= name == "connect" && line.Contains("10.2.2.2", StringComparison.Ordinal);
            if (isSeen)
            {
                calls.Add(new Strike(isDown, "daemon", name, count[name]));
            }

            if (name == "write" && line.Contains(" TABLE ", StringComparison.Ordinal))
            {
                break;
            }
        }

        return calls;
    }

    private static TimeSpan Time(string seconds) =>
        TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(\w+)\(")]
    private static partial Regex CallName();

    [GeneratedRegex(@"\n(\w+)\([^\n]*= \?\n\+\+\+ killed by SIGKILL \+\+\+")]
    private static partial Regex KilledCall();
}
