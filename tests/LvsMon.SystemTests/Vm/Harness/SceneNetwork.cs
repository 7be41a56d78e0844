using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// The network of one test: a client, a director and real servers, each in a namespace of its own. The client and every
/// real server has a cable to the director and routes all else through it, so all forwarding methods can be written and
/// NAT carries traffic.
/// </summary>
internal sealed class SceneNetwork
{
    /// <summary>The address that clients use; it is the director's.</summary>
    public const string Vip = "192.0.2.80";

    /// <summary>The same for IPv6.</summary>
    public const string Vip6 = "2001:db8::80";

    /// <summary>iproute2's program: by its name alone the guest's shell would take its own.</summary>
    public const string Ip = "/usr/sbin/ip";

    private readonly Guest _guest;
    private readonly string _prefix;
    private readonly int _reals;

    /// <summary>Lays the cables.</summary>
    public SceneNetwork(Guest guest, int scene, int reals)
    {
        _guest = guest;
        _prefix = $"s{scene}";
        _reals = reals;
        guest.Run(Script());
    }

    /// <summary>The director's namespace.</summary>
    public string Director => _prefix + "d";

    /// <summary>The client's namespace.</summary>
    public string Client => _prefix + "c";

    /// <summary>The namespace of real server 1, 2, ...</summary>
    public string Real(int real) => $"{_prefix}r{real}";

    /// <summary>Ends what still runs in the namespaces and removes them.</summary>
    public void Remove()
    {
        StringBuilder script = new();
        foreach (string space in Spaces())
        {
            script.Append(
                $"for pid in $({Ip} netns pids {space}); do kill -9 $pid; done 2>/dev/null; {Ip} netns del {space}\n");
        }

        _guest.Try(script.ToString());
    }

    private string[] Spaces()
    {
        string[] spaces = new string[_reals + 2];
        spaces[0] = Director;
        spaces[1] = Client;
        for (int real = 1; real <= _reals; real++)
        {
            spaces[real + 1] = Real(real);
        }

        return spaces;
    }

    private string Script()
    {
        List<string> cables = [.. Spaces().Select(space => $"netns add {space}")];
        List<string> director =
            ["link set lo up", $"addr add {Vip}/32 dev lo", $"addr add {Vip6}/128 dev lo nodad"];
        StringBuilder ends = new();
        AddCable("c", Client, "10.1.0", "2001:db8:1:0");
        for (int real = 1; real <= _reals; real++)
        {
            AddCable($"r{real}", Real(real), $"10.2.{real}", $"2001:db8:2:{real}");
        }

        return "set -e\n" + Batch(Ip, cables) + Batch($"{Ip} -n {Director}", director) + ends
            + $"{Ip} netns exec {Director} sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward; "
            + "echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'\n";

        void AddCable(string name, string space, string net, string net6)
        {
            cables.Add($"link add {name} netns {Director} type veth peer name e netns {space}");
            director.AddRange(
                [$"addr add {net}.1/24 dev {name}", $"addr add {net6}::1/64 dev {name} nodad", $"link set {name} up"]);
            ends.Append(Batch(
                $"{Ip} -n {space}",
                [
                    "link set lo up", $"addr add {net}.2/24 dev e", $"addr add {net6}::2/64 dev e nodad",
                    "link set e up", $"route add default via {net}.1", $"route add ::/0 via {net6}::1",
                ]));
        }
    }

    private static string Batch(string ip, IEnumerable<string> lines) =>
        $"{ip} -batch - <<'batch'\n{string.Join('\n', lines)}\nbatch\n";
}
