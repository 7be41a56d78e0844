using System.Collections.Generic;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>OpenLDAP's slapd with an empty directory.</summary>
internal sealed class LdapServer : RealServer
{
    private readonly string _configuration;

    /// <summary>Makes it; <paramref name="settings"/> are further lines for the whole server.</summary>
    public LdapServer(TempFolder folder, string name, string address, string settings = "")
        : base(folder, name, address, space: null)
    {
        _configuration = Path.Combine(Folder, "slapd.conf");
        File.WriteAllText(_configuration, $"""
            include /etc/ldap/schema/core.schema
            pidfile {Folder}/pid
            modulepath /usr/lib/ldap
            moduleload back_mdb
            {settings}
            database mdb
            suffix "dc=example,dc=com"
            directory {Directory.CreateDirectory(Path.Combine(Folder, "data")).FullName}

            """);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
        [Needs.Find("slapd")!, "-d", "0", "-f", _configuration, "-h", $"ldap://{Endpoint}"];
}
