using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Checks.Agent;
using LvsMon.Checks.Banner;
using LvsMon.Checks.Dialogues;
using LvsMon.Checks.Dns;
using LvsMon.Checks.Exec;
using LvsMon.Checks.Http;
using LvsMon.Checks.Ldap;
using LvsMon.Checks.Memcached;
using LvsMon.Checks.Mysql;
using LvsMon.Checks.Ping;
using LvsMon.Checks.Postgresql;
using LvsMon.Checks.Radius;
using LvsMon.Checks.Redis;
using LvsMon.Checks.Sip;
using LvsMon.Checks.Tcp;
using LvsMon.Checks.Transaction;
using LvsMon.Checks.Udp;
using LvsMon.Core.Checks;

namespace LvsMon.Checks;

/// <summary>The one list of checks. A new check is one class and one line here.</summary>
public static class CheckCatalogue
{
    /// <summary>All plugins, the default one first.</summary>
    public static IReadOnlyList<ICheckPlugin> All { get; } =
    [
        new TcpPlugin(),
        new HttpPlugin(TextPattern.DefaultTimeout),
        new BannerPlugin(TextPattern.DefaultTimeout),
        new RedisPlugin(),
        new MemcachedPlugin(),
        new MysqlPlugin(),
        new PostgresqlPlugin(),
        new LdapPlugin(),
        new UdpPlugin(TextPattern.DefaultTimeout),
        new DnsPlugin(),
        new RadiusPlugin(),
        new SipPlugin(),
        new PingPlugin(),
        new TransactionPlugin(TextPattern.DefaultTimeout),
        .. DialogueProtocols.All.Select(protocol => new DialoguePlugin(protocol)),
        new ExecPlugin(),
        new AgentPlugin(),
    ];

    /// <summary>The check of a virtual service that names none.</summary>
    public static ICheckPlugin Default => All[0];

    /// <summary>The plugin of that name (lower case), or null.</summary>
    public static ICheckPlugin? Find(string name)
    {
        foreach (ICheckPlugin plugin in All)
        {
            if (string.Equals(plugin.Name, name, StringComparison.Ordinal))
            {
                return plugin;
            }
        }

        return null;
    }
}
