using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>An edit is told when it is in the kernel's table, however it came there, and not before.</summary>
public abstract class EditTests(Guest guest) : VmTests(guest)
{
    private static readonly string[] Table =
    [
        "-A -t 192.0.2.80:80 -s rr",
        "-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 1",
        "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 1",
    ];

    [VmFact]
    public void FirstSuccess_EntryAlreadyThere_IsTakenForAdded() => Play(2, scene =>
    {
        scene.RecordEdits();
        Start(scene, served: 1);
        scene.ForgetEdits();

        // Between two readings of lvsmon, so that it has to add what is there.
        scene.OnDirector("ipvsadm " + Table[2]);
        scene.Serve(2);
        scene.Daemon.ShouldSay("UP www 10.2.2.2:80: *");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in * (add 10.2.2.2:80)");

        scene.Table.Should().BeEquivalentTo(Table);
        scene.Edits.Should().Equal([Table[2]], "the kernel refused it and a reading showed that it is there");
        scene.Daemon.Said("TABLE out of step*").Should().BeEmpty();
        scene.Daemon.Said("DRIFT*").Should().BeEmpty();
    });

    [VmFact]
    public void FirstSuccess_EntryThereWithAnotherWeight_GetsItsOwn() => Play(2, scene =>
    {
        Start(scene, served: 1);

        scene.OnDirector("ipvsadm -a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 7");
        scene.Serve(2);
        scene.Daemon.ShouldSay("UP www 10.2.2.2:80: *");
        scene.Daemon.ShouldSay("TABLE out of step www 10.2.2.2:80: \"Destination already exists\"; trying again");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in * (edit 10.2.2.2:80 weight 1)");

        scene.Table.Should().BeEquivalentTo(Table);
        scene.Daemon.Said("TABLE www: *(add 10.2.2.2:80)").Should().BeEmpty("it was not added");
    });

    [VmFact]
    public void Edit_UnderWay_IsToldOnceItIsIn() => Play(2, scene =>
    {
        Obstruct(scene);
        Start(scene, served: 1);

        scene.Write("hold", string.Empty);
        scene.Serve(2);
        scene.Daemon.ShouldSay("UP www 10.2.2.2:80: *");
        Wait.For(TimeSpan.FromSeconds(1));
        scene.Table.Should().BeEquivalentTo(Table[..2]);
        scene.Daemon.Said("TABLE*10.2.2.2*").Should().BeEmpty("it is not in yet");

        scene.Run($"rm {scene.Folder}/hold");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in * (add 10.2.2.2:80)");
        scene.Table.Should().BeEquivalentTo(Table);
    });

    [VmFact]
    public void Edit_IpvsadmRefusesOrDoesNothing_IsToldAsMissingUntilItIsIn() => Play(2, scene =>
    {
        Obstruct(scene);
        Start(scene, served: 2);

        ShouldBeMissed(scene, () => scene.Kill(2), "1", "exit 1");
        scene.Table.Should().BeEquivalentTo(Table);
        scene.Run($"rm {scene.Folder}/fail");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in * (delete 10.2.2.2:80)");
        scene.Daemon.ShouldSay("TABLE in step: was not for *");
        scene.Table.Should().BeEquivalentTo(Table[..2]);

        ShouldBeMissed(scene, () => scene.Serve(2), "0", "exit 0 without effect");
        scene.Table.Should().BeEquivalentTo(Table[..2]);
        scene.Run($"rm {scene.Folder}/fail");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in * (add 10.2.2.2:80)");
        scene.Daemon.ShouldSay("TABLE in step: was not for *");
        scene.Table.Should().BeEquivalentTo(Table);
    });

    /// <summary>Starts with the first servers up and the others down; without an edit the table is not read.</summary>
    private static void Start(Scene scene, int served)
    {
        for (int real = 1; real <= served; real++)
        {
            scene.Serve(real);
        }

        scene.Configure("""
            global {
                reconcile 1h
            }
            defaults {
                interval 500ms
                timeout 1s
                fall 2
            }
            virtual tcp 192.0.2.80:80 {
                name www
                scheduler rr
                check http --url http://www/health
                real 10.2.1.2:80
                real 10.2.2.2:80
            }
            """);
        scene.Daemon.StartAndSettle();
        scene.ShouldHaveTable(Table[..(served + 1)]);
        for (int real = 1; real <= served; real++)
        {
            Scene.Until(() => scene.Daemon.Said($"TABLE*add 10.2.{real}.2*").Count > 0, () => "all is told");
        }
    }

    /// <summary>Gives the daemon an ipvsadm whose edits wait while the file <c>hold</c> is there, and end with the code
    /// in the file <c>fail</c>, without effect, while that one is.</summary>
    private static void Obstruct(Scene scene) => scene.ReplaceIpvsadm(
        $"cd {scene.Folder}\nif [ \"$1\" = -R ]; then\n"
        + "while [ -e hold ]; do sleep 0.1; done\n[ -e fail ] && exit $(cat fail)\n"
        + "fi\nexec /usr/sbin/ipvsadm \"$@\"");

    /// <summary>From now on edits fail, then something happens: that its edit is missing is told once and is the last
    /// word over another try.</summary>
    private static void ShouldBeMissed(Scene scene, Action happening, string exit, string reason)
    {
        int applied = scene.Daemon.Said("TABLE www: *").Count;
        int missed = scene.Daemon.Said("TABLE out of step*").Count;
        scene.Write("fail", exit);
        happening();
        scene.Daemon.ShouldSay($"TABLE out of step www 10.2.2.2:80: {reason}; trying again");
        Wait.For(TimeSpan.FromSeconds(1.5));
        scene.Daemon.Said("TABLE www: *").Should().HaveCount(applied, "no edit is in");
        scene.Daemon.Said("TABLE out of step*").Should().HaveCount(missed + 1);
        scene.Daemon.Lines[^1].Should().StartWith("TABLE out of step", "that is how it stands");
    }

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : EditTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : EditTests(guest);
}
