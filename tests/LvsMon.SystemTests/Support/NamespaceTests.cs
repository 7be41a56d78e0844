using FluentAssertions;
using LvsMon.SystemTests.Servers;

namespace LvsMon.SystemTests.Support;

/// <summary>The network of a test's own.</summary>
public sealed class NamespaceTests
{
    [SystemFact(Needs.Root, Needs.Namespaces, "nginx", "ss", "ip", "nsenter")]
    public void Namespace_ServerInside_IsNotSeenOutside()
    {
        using TempFolder folder = new();
        using NetworkNamespace space = new();
        using NginxServer server = new(folder, "nginx", "127.0.1.10", space);

        server.Start();

        Ports.Listens(server.Address, server.Port).Should().BeFalse();
    }
}
