using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>lvsmon on the director of a scene; its lines go to syslog and to a file of the scene.</summary>
internal sealed partial class SceneDaemon
{
    private const string Log = "lvsmon.log";
    private readonly Scene _scene;
    private readonly string _program;
    private int _read;

    public SceneDaemon(Scene scene, Build build)
    {
        _scene = scene;
        _program = build == Build.Native ? "/opt/native/lvsmon" : "/opt/portable/lvsmon";
    }

    /// <summary>The process, 0 before the first start.</summary>
    public int Id { get; private set; }

    /// <summary>True while it runs.</summary>
    public bool IsRunning => _scene.Try($"kill -0 {Id}").Exit == 0;

    /// <summary>All its lines so far, without times and without <c>; seq N</c>.</summary>
    public IReadOnlyList<string> Lines =>
        [.. Scene.Lines(_scene.Read(Log)).Select(line => Frame().Replace(line, string.Empty))];

    /// <summary>The command line that starts it with everything of the scene.</summary>
    public string Command(params string[] more) =>
        $"{_program} --file {_scene.Folder}/lvsmon.conf --state-dir {_scene.Folder}/state "
        + $"--orders {_scene.Folder}/orders --log both --ipvsadm {_scene.Ipvsadm} {string.Join(' ', more)}";

    /// <summary>What a command that asks the running daemon prints.</summary>
    public string Ask(string command) =>
        _scene.OnDirector($"{_program} {command} --control {_scene.Folder}/state/control.sock");

    /// <summary>Starts it.</summary>
    public void Start(params string[] more) => Id = _scene.LaunchOnDirector(Command(more), Log);

    /// <summary>Starts it and waits until the first round is over and told.</summary>
    public void StartAndSettle(params string[] more)
    {
        Start(more);
        ShouldSay("STARTED: *");
    }

    /// <summary>Sends a signal: <c>TERM</c>, <c>KILL</c>, <c>HUP</c>, <c>STOP</c>, <c>CONT</c>.</summary>
    public void Signal(string name) => _scene.Run($"kill -{name} {Id}");

    /// <summary>Waits until it has ended.</summary>
    public void ShouldEnd() => Scene.Until(() => !IsRunning, () => "lvsmon has ended");

    /// <summary>Ends it without a word.</summary>
    public void KillNine()
    {
        Signal("KILL");
        ShouldEnd();
    }

    /// <summary>Waits for a line among those not yet read; those before it are passed over. <c>*</c> stands for
    /// anything.</summary>
    /// <returns>The line.</returns>
    public string ShouldSay(string pattern)
    {
        IReadOnlyList<string> lines = [];
        int at = -1;
        Scene.Until(
            () =>
            {
                bool ended = !IsRunning;
                lines = Lines;
                at = Enumerable.Range(_read, Math.Max(0, lines.Count - _read))
                    .FirstOrDefault(i => Fits(lines[i], pattern), -1);
                return at >= 0 || (ended ? throw new InvalidOperationException(Missing(pattern, lines)) : false);
            },
            () => Missing(pattern, lines));
        _read = at + 1;
        return lines[at];
    }

    /// <summary>Every line of all that fits.</summary>
    public IReadOnlyList<string> Said(string pattern) => [.. Lines.Where(line => Fits(line, pattern))];

    /// <summary>Takes all lines so far as read.</summary>
    public void PassOver() => _read = Lines.Count;

    private string Missing(string pattern, IReadOnlyList<string> lines) =>
        $"a line \"{pattern}\" comes after line {_read} of\n{string.Join('\n', lines)}";

    private static bool Fits(string line, string pattern) =>
        Regex.IsMatch(line, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$");

    [GeneratedRegex(@"^\d{4}-\S+ (lvsmon-shadow: )?|; seq (\d+-)?\d+$")]
    private static partial Regex Frame();
}
