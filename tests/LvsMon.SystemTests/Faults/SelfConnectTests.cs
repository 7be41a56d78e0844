using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>A connection with oneself is no server.</summary>
public sealed class SelfConnectTests
{
    /// <summary>
    /// With two local ports, half of all connections to a closed one of them are with themselves. A tcp check that took
    /// that for a server would bring nobody up.
    /// </summary>
    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nsenter", "sysctl")]
    public void Check_ConnectedWithItself_IsNeverUp()
    {
        using NetworkNamespace space = new();
        using Director director = new(space);
        space.Do("sysctl -q -w net.ipv4.ip_local_port_range=40000\t40001");
        director.Configure("""
            defaults {
                interval 20ms
                fall     1
                check    tcp
            }
            virtual tcp 192.0.2.80:80 {
                name local
                real 127.0.0.1:40000
                real 127.0.0.1:40001
            }

            """);

        director.Start();

        director.Journal.ShouldComeTo("STARTED: 0 of 2 real servers up*");
        Wait.For(TimeSpan.FromSeconds(2));
        director.Journal.All("UP*").Should().BeEmpty();
        director.Table.Table.Should().HaveCount(1);
        Reasons(space).Should().Contain("FAIL self-connect", "this is a test of something");
    }

    private static IEnumerable<string> Reasons(NetworkNamespace space) =>
        Enumerable.Range(0, 8).Select(i =>
        {
            using DaemonProcess check = DaemonProcess.Start(
                ["check", "tcp", $"127.0.0.1:{40000 + (i % 2)}"], NetworkNamespace.Prefix(space));
            string output = check.WaitForExit(Wait.Patience).Output;
            return output[..output.IndexOf(" in ", StringComparison.Ordinal)];
        });
}
