using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using static LvsMon.SystemTests.Servers.HandChecks;

namespace LvsMon.SystemTests.Servers;

/// <summary>The checks of one protocol each, against Debian's servers: up, hung, back, down, the wrong one.</summary>
public sealed class ProtocolCheckTests
{
    [SystemFact("redis-server", "setsid")]
    public void Redis_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using RedisServer server = new(folder, "redis", "127.0.1.40");
        ShouldTell(server, "redis");

        server.Start();
        ShouldPass(server, "redis", "--role", "master");
        ShouldFail(server, "mismatch \"master\"", "redis", "--role", "replica");
        ShouldFail(server, "malformed \"-ERR ", "memcached");
    }

    [SystemFact("redis-server", "setsid")]
    public void Redis_WithAPassword_PassesButTellsNoRole()
    {
        using TempFolder folder = new();
        using RedisServer server = new(folder, "redis", "127.0.1.40", "--requirepass", "secret");
        server.Start();

        ShouldPass(server, "redis");
        ShouldFail(server, "mismatch \"-NOAUTH Authentication required.\"", "redis", "--role", "master");
    }

    [SystemFact("redis-server", "setsid")]
    public void Redis_ReplicaWithoutItsMaster_PassesOnlyWhenItServesStaleData()
    {
        using TempFolder folder = new();
        string[] orphan = ["--replicaof", "127.0.1.40", "1"];
        using RedisServer stale = new(folder, "stale", "127.0.1.40", orphan);
        using RedisServer strict = new(folder, "strict", "127.0.1.40", [.. orphan, "--replica-serve-stale-data", "no"]);
        stale.Start();
        strict.Start();

        ShouldPass(stale, "redis", "--role", "replica");
        ShouldFail(stale, "mismatch \"slave\"", "redis", "--role", "master");
        ShouldFail(strict, "mismatch \"-MASTERDOWN ", "redis");
    }

    [SystemFact("memcached", "setsid")]
    public void Memcached_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using MemcachedServer server = new(folder, "memcached", "127.0.1.50");
        ShouldTell(server, "memcached");

        server.Start();
        ShouldFail(server, "malformed \"ERROR\"", "redis");
    }

    [SystemFact("memcached", "setsid")]
    public void Memcached_WithPasswords_Passes()
    {
        using TempFolder folder = new();
        string users = Path.Combine(folder.Path, "users");
        File.WriteAllText(users, "lvsmon:secret\n");
        using MemcachedServer server = new(folder, "memcached", "127.0.1.50", "-Y", users);
        server.Start();

        ShouldPass(server, "memcached");
    }

    [SystemFact(Needs.Root, "mariadbd", "mariadb-install-db", "mariadb", "setsid")]
    public void Mysql_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using MariadbServer server = new(folder, "mariadb", "127.0.1.60");
        ShouldTell(server, "mysql");

        server.Start();
        ShouldFail(server, "mismatch \"Access denied for user 'probe'@", "mysql", "--user", "probe");
        ShouldFail(server, "malformed", "redis");
        ShouldFail(server, "malformed", "ldap");
        server.Query("CREATE USER probe");
        ShouldPass(server, "mysql", "--user", "probe");

        server.Query("SET GLOBAL max_connections = 10");
        TcpClient[] crowd = [.. Enumerable.Range(0, 11).Select(_ => new TcpClient(server.Address, server.Port))];
        ShouldFail(server, "mismatch \"Too many connections\"", "mysql");
        Array.ForEach(crowd, client => client.Dispose());
    }

    /// <summary>The way of the check counts nothing that blocks; a greeting that is not answered does.</summary>
    [SystemFact(Needs.Root, "mariadbd", "mariadb-install-db", "mariadb", "setsid")]
    public void Mysql_ManyChecks_DoNotBlockTheDirector()
    {
        const string Aborted = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Aborted_clients', 'Aborted_connects')";
        string[] refused = ["mysql", "--source", "127.0.1.61"];
        string[] entered = ["mysql", "--user", "probe", "--source", "127.0.1.62"];
        using TempFolder folder = new();
        using MariadbServer server = new(folder, "mariadb", "127.0.1.60");
        server.Start();
        server.Query("CREATE USER probe");
        string before = server.Query(Aborted);

        for (int check = 0; check < 5; check++)
        {
            ShouldPass(server, entered);
        }

        server.Query(Aborted).Should().Be(before);
        for (int check = 0; check < 3; check++)
        {
            ShouldPass(server, "banner", "--source", "127.0.1.63");
        }

        for (int check = 0; check < 5; check++)
        {
            ShouldPass(server, refused);
        }

        ShouldFail(server, "mismatch \"Host '127.0.1.63' is blocked", "mysql", "--source", "127.0.1.63");
    }

    [SystemFact(Needs.Root, "postgres", "initdb", "setpriv", "setsid")]
    public void Postgresql_WholeLife_PassesOnlyWhileItServes()
    {
        using TempFolder folder = new();
        using PostgresqlServer server = new(folder, "postgresql", "127.0.1.70");
        ShouldTell(server, "postgresql");

        StartServing(server, "postgresql", "--user", "postgres");
        ShouldFail(server, "mismatch \"SCRAM-SHA-256\"", "postgresql", "--user", "probe");
        ShouldFail(
            server, "mismatch \"database \\\"none\\\" does not exist\"",
            "postgresql", "--user", "postgres", "--database", "none");
        ShouldFail(server, "closed early", "redis");

        server.Stop();
        server.MakeReplica();
        server.Start();
        ShouldFail(server, "mismatch \"the database system is ", "postgresql");
    }

    [SystemFact(Needs.Root, "postgres", "initdb", "setpriv", "setsid")]
    public void Postgresql_CheckedWithARole_LogsNothing()
    {
        using TempFolder folder = new();
        using PostgresqlServer server = new(folder, "postgresql", "127.0.1.70");
        StartServing(server, "postgresql", "--user", "postgres");
        Wait.Until(() => server.Log.Contains("ready to accept", StringComparison.Ordinal), "it says that it is ready");
        string before = server.Log;

        ShouldPass(server, "postgresql", "--user", "postgres");
        server.Log.Should().Be(before);

        ShouldPass(server, "postgresql");
        Wait.Until(
            () => server.Log[before.Length..].Contains("Connection reset by peer", StringComparison.Ordinal),
            "a check that is asked for a password leaves a line");
    }

    [SystemFact("slapd", "setsid")]
    public void Ldap_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using LdapServer server = new(folder, "ldap", "127.0.1.80");
        ShouldTell(server, "ldap");

        server.Start();
        ShouldFail(server, "receive timeout", "memcached", "--receive-timeout", "500ms");
    }

    [SystemFact("slapd", "setsid")]
    public void Ldap_WithoutAnonymousBinds_Passes()
    {
        using TempFolder folder = new();
        using LdapServer server = new(folder, "ldap", "127.0.1.80", "disallow bind_anon");
        server.Start();

        Check(server, ["ldap"]).Output.Should().StartWith("PASS 48 in ");
    }
}
