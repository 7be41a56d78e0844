using System;
using System.Collections.Generic;
using LvsMon.Checks.Agent;
using LvsMon.Checks.Dialogues;
using LvsMon.Checks.Ldap;
using LvsMon.Checks.Memcached;
using LvsMon.Checks.Mysql;
using LvsMon.Checks.Postgresql;
using LvsMon.Checks.Redis;
using LvsMon.Checks.Transaction;

namespace LvsMon.Fuzz.Targets;

/// <summary>The answers that the checks of one protocol each read, all of them given every input.</summary>
internal sealed class ProtocolTarget : IFuzzTarget
{
    private readonly CheckPlay[] _checks =
    [
        new(new RedisPlugin()),
        new(new RedisPlugin(), "--role", "replica"),
        new(new MemcachedPlugin()),
        new(new MysqlPlugin()),
        new(new MysqlPlugin(), "--user", "probe"),
        new(new PostgresqlPlugin()),
        new(new PostgresqlPlugin(), "--user", "probe"),
        new(new LdapPlugin()),
        new(new AgentPlugin(), "--least", "10", "--most", "200"),
        new(new DialoguePlugin(DialogueProtocols.Smtp), "--helo", "probe"),
        new(new DialoguePlugin(DialogueProtocols.Pop3)),
        new(new DialoguePlugin(DialogueProtocols.Imap)),
        new(new DialoguePlugin(DialogueProtocols.Ftp)),
        new(new DialoguePlugin(DialogueProtocols.Nntp)),
        new(new TransactionPlugin(TimeSpan.FromMinutes(1)), "--expect", "220 ", "--expect-not", "554", "--send", "x",
            "--expect-hex", "0d0a", "--close"),
        new(new TransactionPlugin(TimeSpan.FromMinutes(1)), "--capture", "A=<(.*)>", "--send", "%{A}",
            "--expect-regex", "^250 "),
    ];

    /// <inheritdoc/>
    public string Name => "protocols";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } =
    [
        "LvsMon.Checks.ByteProgram", "LvsMon.Checks.Preview", "LvsMon.Checks.Redis.RedisP", "LvsMon.Checks.Memcached.M",
        "LvsMon.Checks.Mysql.MysqlProgram", "LvsMon.Checks.Postgresql.PostgresqlProgram",
        "LvsMon.Checks.Ldap.LdapProgram", "LvsMon.Checks.Ldap.LdapElement", "LvsMon.Checks.Transaction.",
        "LvsMon.Checks.Banner.C", "LvsMon.Checks.Banner.F", "LvsMon.Checks.Banner.R", "LvsMon.Checks.Banner.W",
        "LvsMon.Checks.TextSearch", "LvsMon.Checks.Agent.AgentP",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        "+PONG\r\n", "-NOAUTH ", "-NOPERM ", "-LOADING ", "*3\r\n", "$6\r\nmaster\r\n", "$5\r\nslave\r\n", ":0\r\n",
        "\r\n", "VERSION ", "ERROR", "CLIENT_ERROR unauthenticated", "SERVER_ERROR ", "\x0a" + "10.11.6-MariaDB\0",
        "\x10\x04", "#28000", "mysql_native_password\0", "\xff", "\0", "R\0\0\0\x08\0\0\0\0", "Z\0\0\0\x05I",
        "E\0\0\0", "SFATAL\0", "C57P03\0", "C28P01\0", "M", "\x30\x0c\x02\x01\x01\x61\x07", "\x0a\x01\0",
        "\x04\0\x04\0", "\x30\x84\0\0\0", "220 ", "220-", "250 ", "250-", "221 ", "205 ", "200 ", "+OK ", "-ERR ",
        "* OK ", "* BYE ", "A1 OK ", "A1 NO ", "554", "<x>", "\n", "75%", "drain", "maint", "down#",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        "+PONG\r\n", "-NOAUTH Authentication required.\r\n", "-LOADING Redis is loading\r\n",
        "+PONG\r\n*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n", "+PONG\r\n*5\r\n$5\r\nslave\r\n",
        "VERSION 1.6.18\r\n", "ERROR\r\n", "CLIENT_ERROR unauthenticated\r\n", "SERVER_ERROR out of memory\r\n",
        "\x4a\0\0\0\x0a" + "5.5.5-10.11\0\x01\0\0\0abcdefgh\0\xfe\xf7\x08\x02\0\xbf\x81\x15\0\0\0\0\0\0\0\0\0\0"
            + "ijklmnopqrst\0mysql_native_password\0" + "\x07\0\0\x02\0\0\0\x02\0\0\0",
        "\x17\0\0\x01\xff\x10\x04Too many connections", "\x07\0\0\x02\0\0\0\x02\0\0\0",
        "R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I", "R\0\0\0\x08\0\0\0\x03", "R\0\0\0\x17\0\0\0\x0aSCRAM-SHA-256\0\0",
        "E\0\0\0\x1dSFATAL\0C57P03\0Mstarting up\0\0", "\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\0\x04\0\x04\0",
        "\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x30\x04\0\x04\0",
        "220 a\r\n250-b\r\n250 c\r\n221 d\r\n", "+OK a\r\n+OK b\r\n", "* OK a\r\n* BYE b\r\nA1 OK c\r\n",
        "120 a\r\n220-b\r\n220 c\r\n221 d\r\n", "200 a\r\n205 b\r\n", "<abc>\r\n250-x\r\n250 y\r\n",
        "\x30\x84\0\0\0\x10\x02\x01\x01\x61\x84\0\0\0\x07\x0a\x01\0\x04\0\x04\0",
    ];

    /// <inheritdoc/>
    public int MaxLength => 1200;

    /// <inheritdoc/>
    public long Steps(int length) => 200_000 + (4_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        int cut = Cuts.Of(input);
        foreach (CheckPlay check in _checks)
        {
            check.Play(input, cut);
        }
    }
}
