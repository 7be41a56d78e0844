using FluentAssertions;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>What others change in the table: ours is put back and told, theirs is left alone.</summary>
public abstract class DriftTests(Guest guest) : VmTests(guest)
{
    private const string Configuration = """
        global {
            reconcile 1s
        }
        virtual tcp 192.0.2.80:80 {
            name www
            scheduler wrr
            real 10.9.0.1:80 unmonitored weight 5
            real 10.9.0.2:80 unmonitored weight 3 upper 100 lower 50
        }
        virtual tcp 192.0.2.80:443 {
            name tls
            scheduler rr
            persistence 300s
            forward direct
            real 10.9.0.1:443 unmonitored
        }
        """;

    private static readonly string[] Table =
    [
        "-A -t 192.0.2.80:80 -s wrr",
        "-a -t 192.0.2.80:80 -r 10.9.0.1:80 -m -w 5",
        "-a -t 192.0.2.80:80 -r 10.9.0.2:80 -m -w 3",
        "-A -t 192.0.2.80:443 -s rr -p 300",
        "-a -t 192.0.2.80:443 -r 10.9.0.1:443 -g -w 1",
    ];

    [VmFact]
    public void OwnEntry_ChangedByHand_IsRestoredAndTold() => Play(0, scene =>
    {
        Start(scene);

        Change(scene, "ipvsadm -e -t 192.0.2.80:80 -r 10.9.0.1:80 -m -w 77",
            "DRIFT www 10.9.0.1:80: weight 77 in the table, 5 wanted; repaired");
        Change(scene, "ipvsadm -d -t 192.0.2.80:80 -r 10.9.0.2:80", "DRIFT www 10.9.0.2:80: missing; repaired");
        Change(scene, "ipvsadm -E -t 192.0.2.80:443 -s lc -p 300",
            "DRIFT tls: scheduler lc in the table, rr wanted; repaired");
        Change(scene, "ipvsadm -E -t 192.0.2.80:443 -s rr", "DRIFT tls: persistence changed in the table; repaired");
        Change(scene, "ipvsadm -e -t 192.0.2.80:443 -r 10.9.0.1:443 -i -w 1",
            "DRIFT tls 10.9.0.1:443: forward tunnel in the table, direct wanted; repaired");
        Change(scene, "ipvsadm -e -t 192.0.2.80:80 -r 10.9.0.2:80 -m -w 3",
            "DRIFT www 10.9.0.2:80: upper threshold 0 in the table, 100 wanted; repaired");
        Change(scene, "ipvsadm -a -t 192.0.2.80:80 -r 10.9.0.9:80 -m",
            "DRIFT www: 10.9.0.9:80 not in the configuration; repaired");
        Change(scene, "ipvsadm -D -t 192.0.2.80:443", "DRIFT tls: missing; repaired");
        scene.OnDirector("ipvsadm -L -n --thresholds | tr -s ' '").Should().Contain("10.9.0.2:80 100 50 ");
    });

    [VmFact]
    public void WholeTable_ClearedByHand_IsRestoredAndTold() => Play(0, scene =>
    {
        Start(scene);

        scene.OnDirector("ipvsadm -C");

        scene.Daemon.ShouldSay("DRIFT www: missing; repaired");
        scene.ShouldHaveTable(Table);
        scene.Daemon.Said("DRIFT tls: missing; repaired").Should().ContainSingle();
    });

    [VmFact]
    public void ForeignService_BesideOurs_StaysByteForByte() => Play(0, scene =>
    {
        // Weights that lvsmon itself would refuse, a service without real servers, one that is only a mark.
        scene.OnDirector("""
            ipvsadm -A -t 198.51.100.9:99 -s sh -b sh-port -p 777 -M 255.255.0.0
            ipvsadm -a -t 198.51.100.9:99 -r 10.8.8.8:99 -m -w 70000 -x 9 -y 4
            ipvsadm -a -t 198.51.100.9:99 -r 10.8.8.9:99 -i --tun-type gue --tun-port 7777 --tun-remcsum
            ipvsadm -A -u 198.51.100.9:53 -s rr -o
            ipvsadm -A -f 4000000000 -6 -s mh
            """);
        string before = Foreign(scene);

        Start(scene, Others(scene));
        scene.OnDirector("ipvsadm -d -t 192.0.2.80:80 -r 10.9.0.2:80");
        scene.Daemon.ShouldSay("DRIFT www 10.9.0.2:80: missing; repaired");
        scene.Configure(Configuration.Replace("weight 5", "weight 6"));
        scene.Daemon.Signal("HUP");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in *");

        Foreign(scene).Should().Be(before);
        before.Should().Contain("70000").And.Contain("remcsum");
    });

    private static void Start(Scene scene, params string[] others)
    {
        scene.Configure(Configuration);
        scene.Daemon.StartAndSettle();
        scene.ShouldHaveTable([.. Table, .. others]);
    }

    private static void Change(Scene scene, string command, string line)
    {
        scene.OnDirector(command);
        scene.Daemon.ShouldSay(line);
        scene.ShouldHaveTable(Table);
    }

    private static string[] Others(Scene scene) => [.. Scene.Lines(scene.OnDirector("ipvsadm -S -n"))];

    /// <summary>Everything that ipvsadm shows of what is not ours.</summary>
    private static string Foreign(Scene scene) => scene.OnDirector("""
        ipvsadm -S -n | grep -v 192.0.2.80
        for aspect in --thresholds --tun-info; do
            ipvsadm -L -n $aspect | awk '/^[A-Z]/ {foreign = $0 !~ /192.0.2.80/} foreign'
        done
        """);

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : DriftTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : DriftTests(guest);
}
