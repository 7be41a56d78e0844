using System;
using System.Diagnostics;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>A director without free local ports: no server is failed for it.</summary>
public sealed class LocalPortTests
{
    [SystemFact(Needs.Root, Needs.Namespaces, "nginx", "ip", "nsenter", "ss", "bash", "sysctl")]
    public void Check_NoLocalPortLeft_IsInconclusiveAndRecovers()
    {
        using NetworkNamespace space = new();
        using Director director = new(space);
        using NginxServer server = new(director.Folder, "nginx", "127.0.1.10", space);
        server.Start();
        space.Run("sysctl", "-q", "-w", "net.ipv4.ip_local_port_range=40000 40003").Should().Be(0);
        director.Configure($$"""
            defaults {
                interval 300ms
                timeout 2s
                fall 1
            }
            virtual tcp 192.0.2.80:80 {
                name www
                check http --url http://www.example.com/health
                real {{server.Endpoint}}
            }

            """);
        director.Start();
        director.ShouldHaveTable(
            "-A -t 192.0.2.80:80 -s wlc", $"-a -t 192.0.2.80:80 -r {server.Endpoint} -m -w 1");
        director.PassStart();

        using (TakePorts(space, server))
        {
            director.Journal.ShouldSayInAnyOrder(
                "INCONCLUSIVE*: no local port; *", "BLIND www: every check is inconclusive (no local port); *");
            Wait.For(TimeSpan.FromSeconds(2));
        }

        director.Journal.ShouldComeTo("SEEING www: checks are conclusive again; blind for *");
        director.Journal.All("DOWN*").Should().BeEmpty();
        director.Table.Table.Should().HaveCount(2);
    }

    /// <summary>Connections to the server from every port there is, as soon as each is free.</summary>
    private static PortHolder TakePorts(NetworkNamespace space, RealServer server)
    {
        string peer = $"/dev/tcp/{server.Address}/{server.Port}";
        string script =
            $"for d in 10 11 12 13; do until eval \"exec $d<>{peer}\"; do sleep 0.05; done; done; exec sleep infinity";
        return new PortHolder(space.StartIn("bash", "-c", script));
    }

    private sealed class PortHolder(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
