using System.Collections.Generic;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>unbound with the zone example.com of its own and nobody to ask for any other.</summary>
internal sealed class UnboundServer : RealServer
{
    private readonly string _configuration;

    public UnboundServer(TempFolder folder, string name, string address, int port = 0)
        : base(folder, name, address, space: null, port)
    {
        _configuration = Path.Combine(Folder, "unbound.conf");
        File.WriteAllText(_configuration, $"""
            server:
                interface: {Address}
                port: {Port}
                access-control: 127.0.0.0/8 allow
                do-daemonize: no
                use-syslog: no
                username: ""
                chroot: ""
                directory: "{Folder}"
                pidfile: "{Folder}/pid"
                module-config: "iterator"
                local-zone: "." refuse
                local-zone: "example.com." static
                local-data: "example.com. SOA ns.example.com. root.example.com. 1 2 3 4 5"
                local-data: "example.com. NS ns.example.com."
                local-data: "example.com. MX 10 mail.example.com."
                local-data: 'example.com. TXT "v=spf1 -all"'
                local-data: "www.example.com. A 192.0.2.80"
                local-data: "www.example.com. A 192.0.2.81"
                local-data: "www.example.com. AAAA 2001:db8::80"
                local-zone: "2.0.192.in-addr.arpa." static
                local-data-ptr: "192.0.2.80 www.example.com"
            remote-control:
                control-enable: no

            """);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => [Needs.Find("unbound")!, "-d", "-p", "-c", _configuration];
}
