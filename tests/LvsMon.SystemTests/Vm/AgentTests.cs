using System;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>A real server tells by its agent how much it can carry, and the kernel shares out by it.</summary>
public abstract class AgentTests(Guest guest) : VmTests(guest)
{
    private const int AgentPort = 8081;

    [VmFact]
    public void Agent_SaysPartDrainAndReady_TheTableAndNewClientsFollow() => Play(2, scene =>
    {
        scene.ServeAll();
        Say(scene, "up 100%");
        scene.OnReal(1, $"nc -ll -p {AgentPort} -e cat {scene.Folder}/agent >/dev/null 2>&1 </dev/null & "
            + $"echo $! >{scene.Folder}/agent.pid");
        scene.Configure($$"""
            defaults {
                interval 500ms
                timeout  1s
                check    http --url http://www/health
            }
            virtual tcp 192.0.2.80:80 {
                name      www
                scheduler wrr
                real 10.2.1.2:80 weight 100 {
                    check http --url http://www/health
                    check agent --port {{AgentPort}}
                }
                real 10.2.2.2:80 weight 100
            }
            """);
        scene.Daemon.StartAndSettle();
        ShouldWeigh(scene, 100);

        Say(scene, "75%");
        scene.Daemon.ShouldSay("WEIGHT www 10.2.1.2:80: agent wants 75%, before 100%");
        ShouldWeigh(scene, 75);
        HeldClients clients = new(scene, count: 14, busy: 14);
        clients.Flows.Count(flow => flow.Real == 1).Should().Be(6, "75 of 175");

        Say(scene, "drain");
        ShouldWeigh(scene, 0);
        HeldClients late = new(scene, count: 4, busy: 4, firstPort: 6000);
        late.Flows.Should().OnlyContain(flow => flow.Real == 2, "who drains takes no new clients");
        clients.ShouldBeAnswered(14);

        // A dead agent is no dead server, and what it said last holds.
        scene.Run($"kill -9 $(cat {scene.Folder}/agent.pid)");
        scene.Daemon.ShouldSay("INCONCLUSIVE: no agent; *");
        Wait.For(TimeSpan.FromSeconds(2));
        ShouldWeigh(scene, 0);
        clients.ShouldBeAnswered(14);

        Say(scene, "ready");
        scene.OnReal(1, $"nc -ll -p {AgentPort} -e cat {scene.Folder}/agent >/dev/null 2>&1 </dev/null &");
        ShouldWeigh(scene, 100);
        scene.Daemon.Said("DOWN *").Should().BeEmpty("its checks passed all the time");
        clients.Ended.Should().BeEmpty("nobody was cut off");
    });

    private static void Say(Scene scene, string line) => scene.Write("agent", line);

    private static void ShouldWeigh(Scene scene, int weight) => scene.ShouldHaveTable(
        "-A -t 192.0.2.80:80 -s wrr",
        $"-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w {weight}",
        "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 100");

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : AgentTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : AgentTests(guest);
}
