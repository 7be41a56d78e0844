using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>Another writer that never gives in is told and left, not fought for ever.</summary>
public abstract class FightTests(Guest guest) : VmTests(guest)
{
    private const string Configuration = """
        global {
            reconcile 1s
        }
        virtual tcp 192.0.2.80:80 {
            name www
            scheduler wrr
            real 10.9.0.1:80 unmonitored weight 5
            real 10.9.0.2:80 unmonitored weight 3
        }
        """;

    [VmFact]
    public void OtherWriter_ChangesOneEntryForEver_IsToldAndLeft() => Play(0, scene =>
    {
        scene.Configure(Configuration);
        scene.RecordEdits();
        scene.Daemon.StartAndSettle();
        Scene.Until(() => scene.Table.Count == 3, () => "the table is written");
        scene.ForgetEdits();

        scene.LaunchOnDirector(
            "sh -c 'while sleep 0.3; do ipvsadm -e -t 192.0.2.80:80 -r 10.9.0.1:80 -m -w 9; done'", "writer");
        scene.Daemon.ShouldSay("FIGHT www 10.9.0.1:80: changed 4 times within *");
        Wait.For(TimeSpan.FromSeconds(3));

        scene.Edits.Should().HaveCount(3).And.OnlyContain(line => line.Contains("10.9.0.1:80"));
        scene.Daemon.Said("FIGHT*").Should().ContainSingle();
        scene.Daemon.Said("DRIFT www 10.9.0.1:80: weight 9 in the table, 5 wanted*").Should().NotBeEmpty();

        scene.OnDirector("ipvsadm -d -t 192.0.2.80:80 -r 10.9.0.2:80");
        scene.Daemon.ShouldSay("DRIFT www 10.9.0.2:80: missing; repaired");
        scene.Table.Should().Contain("-a -t 192.0.2.80:80 -r 10.9.0.1:80 -m -w 9", "that one stays left");
    });

    [VmFact]
    public void Lvsmon_SecondOnTheSameTable_IsRefused() => Play(0, scene =>
    {
        scene.Configure(Configuration);
        scene.Daemon.StartAndSettle();
        Scene.Until(() => scene.Table.Count == 3, () => "the table is written");

        GuestAnswer second = scene.TryOnDirector($"timeout 20 {scene.Daemon.Command()} </dev/null");

        second.Exit.Should().Be(75);
        second.Output.Should().Contain($"another lvsmon (pid {scene.Daemon.Id}) keeps the table");
        scene.Daemon.IsRunning.Should().BeTrue();
        scene.Daemon.KillNine();
        scene.Daemon.StartAndSettle();
    });

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : FightTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : FightTests(guest);
}
