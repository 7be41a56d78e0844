using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>A reload makes exactly the edits that its difference needs.</summary>
public abstract class ReloadTests(Guest guest) : VmTests(guest)
{
    private const string Configuration = """
        defaults {
            interval 500ms
            timeout 400ms
        }
        virtual tcp 192.0.2.80:80 {
            name www
            scheduler wrr
            check http --url http://www/health
            real 10.2.1.2:80 weight 5
            real 10.2.2.2:80 weight 3
        }
        """;

    private static readonly string[] Table =
    [
        "-A -t 192.0.2.80:80 -s wrr",
        "-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 5",
        "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 3",
    ];

    [VmFact]
    public void Configuration_Unchanged_MakesNoEditAndBringsNoDeadServerBack() => Play(2, scene =>
    {
        Start(scene);
        scene.Kill(2);
        scene.Daemon.ShouldSay("DOWN www 10.2.2.2:80: *");
        scene.ShouldHaveTable(Table[..2]);
        scene.ForgetEdits();
        scene.LaunchOnDirector($"vm-peer watch {scene.Folder}/watch", "watcher");

        for (int i = 0; i < 3; i++)
        {
            scene.Daemon.Signal("HUP");
            scene.Daemon.ShouldSay("RELOAD *: +0 -0 ~0 real servers, 0 edits");
        }

        Wait.For(TimeSpan.FromSeconds(1.5));
        scene.Edits.Should().BeEmpty();
        Scene.Lines(scene.Read("watch")).Should().ContainSingle(line => line.Contains(" state "), "nothing moved");
    });

    [VmFact]
    public void Configuration_OneChange_MakesTheFewestEdits() => Play(3, scene =>
    {
        Start(scene);

        Change(scene, ("real 10.2.1.2:80 weight 5", "real 10.2.1.2:80 weight 6"),
            "-e -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 6");
        Change(scene, ("real 10.2.2.2:80 weight 3", "real 10.2.2.2:80 weight 3\n real 10.2.3.2:80 weight 2"),
            "-a -t 192.0.2.80:80 -r 10.2.3.2:80 -m -w 2");
        Change(scene, ("real 10.2.3.2:80 weight 2", string.Empty),
            "-d -t 192.0.2.80:80 -r 10.2.3.2:80");
        Change(scene, ("scheduler wrr", "scheduler wlc"),
            "-E -t 192.0.2.80:80 -s wlc");
        Change(scene, ("real 10.2.2.2:80 weight 3", "real 10.2.3.2:80 weight 3"),
            "-d -t 192.0.2.80:80 -r 10.2.2.2:80", "-a -t 192.0.2.80:80 -r 10.2.3.2:80 -m -w 3");
        Change(scene, ("--url http://www/health", "--url http://www/other"));
        Change(scene, ("interval 500ms", "interval 600ms"));
        scene.Daemon.Said("DOWN*").Should().BeEmpty();
    });

    [VmFact]
    public void Configuration_Broken_ChangesNothing() => Play(2, scene =>
    {
        Start(scene);

        scene.Configure("virtual tcp 192.0.2.80:80 {\n schedular rr\n real 10.2.1.2:80 {\n");
        scene.Daemon.Signal("HUP");

        scene.Daemon.ShouldSay("RELOAD refused: *; nothing was changed");
        int before = scene.Requests(1, "/health").Count;
        Wait.For(TimeSpan.FromSeconds(1.5));
        scene.Table.Should().BeEquivalentTo(Table);
        scene.Edits.Should().BeEmpty();
        scene.Requests(1, "/health").Count.Should().BeGreaterThan(before, "the checks go on");
    });

    private static void Start(Scene scene)
    {
        scene.ServeAll();
        scene.Configure(Configuration);
        scene.RecordEdits();
        scene.Daemon.StartAndSettle();
        scene.ShouldHaveTable(Table);
        scene.ForgetEdits();
    }

    /// <summary>Changes the configuration and reloads; then exactly these edits are made.</summary>
    private static void Change(Scene scene, (string From, string To) change, params string[] edits)
    {
        string text = scene.Read("lvsmon.conf");
        text.Should().Contain(change.From);
        scene.Configure(text.Replace(change.From, change.To, StringComparison.Ordinal));
        scene.ForgetEdits();
        scene.Daemon.Signal("HUP");
        scene.Daemon.ShouldSay("RELOAD *");
        Scene.Until(() => scene.Edits.Count >= edits.Length, () => $"{edits.Length} edits: {scene.Read("edits")}");
        Wait.For(TimeSpan.FromSeconds(1));
        scene.Edits.Should().BeEquivalentTo(edits);
    }

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : ReloadTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : ReloadTests(guest);
}
