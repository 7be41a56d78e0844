using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LvsMon.SystemTests.Faults;

namespace LvsMon.SystemTests.Servers;

/// <summary>Every kind of check, each with what can be done to it: all of these must fail, for the reason given, and
/// cost the others nothing.</summary>
internal static class HostileKinds
{
    private const string Unverified = "--server-name www.example.com --no-verify";
    private const string Tls = "tcp --tls " + Unverified;
    private const string TlsBanner = "banner --preset imap --tls " + Unverified;
    private const string TlsRedis = "redis --tls " + Unverified;
    private const string Https = "http --url https://www.example.com/ --no-verify --contains no-such-text";
    private const string Smtp = "smtp --helo [192.0.2.1] --starttls " + Unverified;
    private const string Steps = "transaction --expect ready --send-line hello --max-bytes 1MB ";
    private const string TlsSteps = "transaction --tls " + Unverified + " --expect ready --max-bytes 1MB";
    private const string StartTlsSteps =
        "transaction --expect ready --send-line STARTTLS --expect go --starttls " + Unverified + " --expect good";
    private const string Garbage = "\0\u00ff\x1b[31m\r\n";
    private const string Udp = "udp --send hello --expect good";
    private const string Dns = "dns --query www.example.com --answer 192.0.2.80";
    private const string Radius = "radius --secret {folder}/" + HostileServers.SecretFile;
    private const string Ok = "HTTP/1.1 200 OK\r\n\r\n";

    /// <summary>A record of a handshake whose message would be 16 MB long.</summary>
    private const string HugeHello = "\x16\x03\x03\x40\x00\x02\xff\xff\xff";

    private static readonly string Filler = new('\0', 16379);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileKind> All { get; } =
    [
        .. PeerKinds.All.Where(kind => kind.Down is not null).Select(OfHttp),
        Stream("tls-silent", Tls, "tls timeout", c => c.Linger()),
        Stream("tls-other-protocol", Tls, "tls handshake.*", c => Then(c, c.Take, () => c.Send("SSH-2.0-x\r\n"))),
        Stream("tls-alert", Tls, "tls alert 40", c => Then(c, c.Take, () => c.Send("\x15\x03\x03\0\x02\x02\x28"))),
        Stream("tls-reset", Tls, "tls handshake", c => Then(c, c.Take, c.Reset)),
        Stream("tls-drip", Tls, "tls timeout", c => Then(c, c.Take, () => c.Drip(HugeHello))),
        Stream("tls-endless-message", Tls, "tls handshake.*",
            c => Then(c, c.Take, () => c.Send(HugeHello), () => c.Flood(Filler + HugeHello[..5]))),
        Stream("tls-endless-warnings", Tls, "tls handshake.*",
            c => Then(c, c.Take, () => c.Flood("\x15\x03\x03\0\x02\x01\x5a"))),
        Stream("https-untrusted", "http --url https://www.example.com/", "tls certificate untrusted .*",
            c => Then(c, c.Secure)),
        Stream("https-silent", Https, "receive timeout", c => Then(c, c.Secure)),
        Stream("https-drip", Https, "receive timeout", c => Then(c, c.Secure, c.Read, () => c.Drip(Ok))),
        Stream("https-endless", Https, "too long", c => Then(c, c.Secure, () => c.Flood(Ok, "x"))),
        Stream("banner-silent", "banner --preset ssh", "receive timeout", c => c.Linger()),
        Stream("banner-drip", "banner --preset imap", "receive timeout.*", c => c.Drip("* OK hello")),
        Stream("banner-garbage", "banner --preset pop3", "malformed.*", c => c.Send("\0\xff\x1b[31m\r\n")),
        Stream("banner-endless", "banner --preset ssh", "too long.*", c => c.Flood("x")),
        Stream("banner-endless-lines", "banner --preset ftp", "too long.*", c => c.Flood("220-hello\r\n")),
        Stream("banner-tls-plain", TlsBanner, "tls handshake.*", c => Then(c, c.Take, () => c.Send("* OK hello\r\n"))),
        Stream("banner-tls-half-handshake", TlsBanner, "tls timeout", c => Then(c, c.Take, () => c.Send(HugeHello))),
        Stream("banner-tls-reset", TlsBanner, "tls handshake", c => Then(c, c.Take, () => c.Send("\x16\x03"), c.Reset)),
        Stream("banner-tls-silent", TlsBanner, "receive timeout.*", c => Then(c, c.Secure)),
        Stream("banner-tls-drip", TlsBanner, "receive timeout.*", c => Then(c, c.Secure, () => c.Drip("* OK hello"))),
        Stream("banner-tls-garbage", TlsBanner, "malformed.*", c => Then(c, c.Secure, () => c.Send(Garbage))),
        Stream("banner-tls-endless", TlsBanner, "too long.*", c => Then(c, c.Secure, () => c.Flood("* OK "))),
        Stream("redis-loading", "redis", "mismatch.*", c => Then(c, c.Take, () => c.Send("-LOADING wait\r\n"))),
        Stream("redis-endless", "redis", "mismatch.*", c => Then(c, c.Take, () => c.Flood("+P"))),
        Stream("redis-reset", "redis", "receive reset.*", c => Then(c, c.Take, () => c.Send("+PO"), c.Reset)),
        Stream("redis-silent", "redis", "receive timeout.*", c => Then(c, c.Take)),
        Stream("redis-garbage", "redis", "(malformed|mismatch).*", c => Then(c, c.Take, () => c.Send(Garbage))),
        Stream("redis-drip", "redis", "receive timeout.*", c => Then(c, c.Take, () => c.Drip("+PON"))),
        Stream("redis-tls-half-handshake", TlsRedis, "tls timeout", c => Then(c, c.Take, () => c.Drip(HugeHello))),
        Stream("redis-tls-silent", TlsRedis, "receive timeout.*", c => Then(c, c.Secure, c.Take)),
        Stream("redis-tls-reset", TlsRedis, "receive reset.*",
            c => Then(c, c.Secure, c.Take, () => c.Send("+PO"), c.Reset)),
        Stream("memcached-error", "memcached", "mismatch.*",
            c => Then(c, c.Take, () => c.Send("SERVER_ERROR out of memory\r\n"))),
        Stream("memcached-silent", "memcached", "receive timeout.*", c => Then(c, c.Take)),
        Stream("memcached-garbage", "memcached", "(malformed|mismatch).*",
            c => Then(c, c.Take, () => c.Send(Garbage))),
        Stream("memcached-endless", "memcached", "(mismatch|too long).*",
            c => Then(c, c.Take, () => c.Send("VERSION "), () => c.Flood("1"))),
        Stream("memcached-reset", "memcached", "receive reset.*",
            c => Then(c, c.Take, () => c.Send("VERSION 1"), c.Reset)),
        Stream("memcached-drip", "memcached", "receive timeout.*", c => Then(c, c.Take, () => c.Drip("VERSI"))),
        Stream("mysql-refusal", "mysql", "mismatch \"Too many connections\"",
            c => Then(c, () => c.Send("\u0017\0\0\0\u00ff\u0010\u0004Too many connections"))),
        Stream("mysql-endless", "mysql", "(malformed|too long).*", c => c.Flood("\u00ff\u00ff\u00ff\0\nx")),
        Stream("mysql-silent", "mysql", "receive timeout.*", c => c.Linger()),
        Stream("mysql-garbage", "mysql", "malformed.*", c => Then(c, () => c.Send(Garbage))),
        Stream("mysql-drip", "mysql", "receive timeout.*", c => c.Drip("\u004a\0\0\0\n8.0.36\0")),
        Stream("mysql-endless-version", "mysql", "(malformed|too long).*",
            c => Then(c, () => c.Send("\u0000\u0008\0\0\n"), () => c.Flood("8"))),
        Stream("mysql-reset", "mysql", "(connect|receive) reset.*",
            c => Then(c, () => c.Send("\u004a\0\0\0\n8.0"), c.Reset)),
        Stream("postgresql-starting", "postgresql", "mismatch.*",
            c => Then(c, c.Take, () => c.Send("E\0\0\0\u001dSFATAL\0C57P03\0Mstarting\0\0"))),
        Stream("postgresql-endless", "postgresql", "too long.*", c => Then(
            c, c.Take, () => c.Send("R\0\0\0\u0008\0\0\0\0"), () => c.Flood("S\0\0\0\u0008a\0b\0"))),
        Stream("postgresql-silent", "postgresql", "receive timeout.*", c => Then(c, c.Take)),
        Stream("postgresql-garbage", "postgresql", "malformed.*", c => Then(c, c.Take, () => c.Send(Garbage))),
        Stream("postgresql-drip", "postgresql", "receive timeout.*",
            c => Then(c, c.Take, () => c.Drip("R\0\0\0\u0008\0\0\0\0"))),
        Stream("postgresql-reset", "postgresql", "receive reset.*",
            c => Then(c, c.Take, () => c.Send("E\0\0\0"), c.Reset)),
        Stream("ldap-busy", "ldap", "mismatch.*",
            c => Then(c, c.Take, () => c.Send("0\f\u0002\u0001\u0001a\u0007\n\u00013\u0004\0\u0004\0"))),
        Stream("ldap-endless", "ldap", "(malformed|too long).*",
            c => Then(c, c.Take, () => c.Send("0\u0084\u007f\u00ff\u00ff\u00ff"), () => c.Flood("\u0002"))),
        Stream("ldap-silent", "ldap", "receive timeout.*", c => Then(c, c.Take)),
        Stream("ldap-garbage", "ldap", "malformed.*", c => Then(c, c.Take, () => c.Send(Garbage))),
        Stream("ldap-drip", "ldap", "receive timeout.*",
            c => Then(c, c.Take, () => c.Drip("0\f\u0002\u0001\u0001a\u0007"))),
        Stream("ldap-reset", "ldap", "receive reset.*",
            c => Then(c, c.Take, () => c.Send("0\f\u0002\u0001\u0001a"), c.Reset)),
        Stream("pop3-endless", "pop3", "too long in the greeting.*", c => c.Flood("+OK ")),
        Stream("pop3-silent", "pop3", "receive timeout in the greeting", c => c.Linger()),
        Stream("pop3-garbage", "pop3", "malformed in the greeting.*", c => Then(c, () => c.Send(Garbage))),
        Stream("pop3-drip", "pop3", "receive timeout in the greeting.*", c => c.Drip("+OK hello")),
        Stream("pop3-reset", "pop3", "receive reset after QUIT.*",
            c => Then(c, () => c.Send("+OK x\r\n"), c.Take, () => c.Send("+O"), c.Reset)),
        Stream("imap-endless-lines", "imap", "too long after LOGOUT.*",
            c => Then(c, () => c.Send("* OK x\r\n"), c.Take, () => c.Flood("* x\r\n"))),
        Stream("ftp-endless-lines", "ftp", "too long in the greeting.*", c => c.Flood("220-x\r\n")),
        Stream("ftp-silent", "ftp", "receive timeout in the greeting", c => c.Linger()),
        Stream("ftp-garbage", "ftp", "malformed in the greeting.*", c => Then(c, () => c.Send(Garbage))),
        Stream("ftp-drip", "ftp", "receive timeout in the greeting.*", c => c.Drip("220 hello")),
        Stream("ftp-reset", "ftp", "receive reset after QUIT.*",
            c => Then(c, () => c.Send("220 x\r\n"), c.Take, () => c.Send("22"), c.Reset)),
        Stream("nntp-refusal", "nntp", "mismatch in the greeting \"400 No space\"", c => c.Send("400 No space\r\n")),
        Stream("nntp-drip", "nntp", "receive timeout after QUIT.*",
            c => Then(c, () => c.Send("200 x\r\n"), c.Take, () => c.Drip("205 b"))),
        Stream("smtp-refusal", Smtp, "mismatch after STARTTLS \"454 not now\"",
            c => Mail(c, () => c.Send("454 not now\r\n"))),
        Stream("smtp-no-tls", Smtp, "tls handshake.*", c => Mail(c, () => c.Send("220 go\r\n"), c.Take,
            () => c.Send("220 still here\r\n"))),
        Stream("smtp-injection", Smtp, "malformed .*",
            c => Mail(c, () => c.Send("220 go\r\n250 more\r\n"))),
        Stream("smtp-silent-in-tls", Smtp, "tls timeout", c => Mail(c, () => c.Send("220 go\r\n"))),
        Stream("smtp-endless", Smtp, "too long.*",
            c => Then(c, () => c.Send("220 x\r\n"), c.Take, () => c.Flood("250-x\r\n"))),
        Stream("steps-drip", Steps + "--expect bye", "receive timeout in step .*", c => c.Drip("ready")),
        Stream("steps-endless", Steps + "--expect bye", "too long in step 3 .*", c => Ready(c, () => c.Flood("by"))),
        Stream("steps-endless-lines", Steps + "--expect-regex ^(a|b)+c$", "too long in step 3 .*",
            c => Ready(c, () => c.Flood("aaaaaaab\n"))),
        Stream("steps-long-line", Steps + "--expect-regex (a|b)+c", "too long in step 3 .*",
            c => Ready(c, () => c.Flood("ab"))),
        Stream("steps-captures", Steps + "--capture x=^(a*)$", "too long in step 3 .*",
            c => Ready(c, () => c.Flood("aaaab\n"))),
        Stream("steps-end", Steps + "--expect bye", "closed early in step 3 .*", c => Ready(c, c.End)),
        Stream("steps-tls-silent", TlsSteps, "receive timeout in step 1 .*", c => Then(c, c.Secure)),
        Stream("steps-tls-drip", TlsSteps, "receive timeout in step 1 .*",
            c => Then(c, c.Secure, () => c.Drip("read"))),
        Stream("steps-tls-endless", TlsSteps, "too long in step 1 .*", c => Then(c, c.Secure, () => c.Flood("rea"))),
        Stream("steps-tls-half-handshake", TlsSteps, "tls timeout.*", c => Then(c, c.Take, () => c.Send(HugeHello))),
        Stream("steps-starttls-silent", StartTlsSteps, "receive timeout in step 3 .*", c => Ready(c)),
        Stream("steps-starttls-plain", StartTlsSteps, "tls handshake.*",
            c => Ready(c, () => c.Send("go"), c.Take, () => c.Send("good\r\n"))),
        Stream("steps-starttls-half-handshake", StartTlsSteps, "tls timeout.*",
            c => Ready(c, () => c.Send("go"), c.Take, () => c.Drip(HugeHello))),
        Stream("steps-starttls-injection", StartTlsSteps, "malformed.*", c => Ready(c, () => c.Send("go, and good"))),
        Stream("steps-starttls-reset", StartTlsSteps, "tls handshake.*",
            c => Ready(c, () => c.Send("go"), c.Take, () => c.Send("\x16\x03"), c.Reset)),
        Stream("steps-starttls-endless", StartTlsSteps, "too long in step .*",
            c => Ready(c, () => c.Send("go"), c.Secure, () => c.Flood("goo"))),
        Datagram("udp-silent", Udp, "receive timeout", _ => []),
        Datagram("udp-other", Udp, "mismatch.*", _ => ["bad"u8.ToArray()]),
        Datagram("udp-giant", Udp, "mismatch.*", _ => [new byte[65507]]),
        Datagram("udp-flood", Udp, "mismatch.*", _ => Enumerable.Repeat(new byte[1400], 100)),
        Datagram("dns-other-number", Dns, "receive timeout",
            request => Enumerable.Repeat(DnsReplies.Of(request, 1, 0), 100)),
        Datagram("dns-refusal", Dns, "mismatch \"SERVFAIL\"", request => [DnsReplies.Of(request, 0, 2)]),
        Datagram("dns-short", Dns, "receive timeout", request => [DnsReplies.Of(request, 0, 0)[..11]]),
        Datagram("dns-loop", Dns, "malformed.*", request => [DnsReplies.Looping(request)]),
        Datagram("dns-giant", Dns, "mismatch.*", request => [[.. DnsReplies.Looping(request), .. new byte[60000]]]),
        Datagram("radius-strangers", Radius, "receive timeout \"answer with another secret\"",
            request => Enumerable.Repeat(UnsignedAccept(request), 100)),
        Datagram("radius-short", Radius, "receive timeout", request => [UnsignedAccept(request)[..19]]),
        Datagram("sip-refusal", "sip", "status 503 \"Service Unavailable\"",
            request => [SipReply(request, "503 Service Unavailable")]),
        Datagram("sip-endless-trying", "sip", "receive timeout \"SIP/2.0 100 Trying\"",
            request => Enumerable.Repeat(SipReply(request, "100 Trying"), 100)),
        Program("exec-hangs", "trap '' TERM\nwhile :; do sleep 1; done", "program timeout"),
        Program("exec-floods", "exec yes", "program timeout \"y\""),
        Program("exec-floods-a-line", "exec tr '\\0' x < /dev/zero", "program timeout \"x+\""),
        Program("exec-breaks", "echo hello\nkill -SEGV $$", "killed by signal 11 \"hello\""),
        Program("exec-leaves-children", "sleep 1000 &\nsleep 1000 &\necho bad\nexit 2", "exit 2 \"bad\""),
    ];

    /// <summary>Checks of which there is no hostile kind, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>
    {
        ["agent"] = "no answer of it is a failure: AdviceTests and AgentPluginTests",
        ["ping"] = "a kernel answers it, none of these servers: DatagramPathTests and SocketSetContract",
    };

    private static HostileKind OfHttp(PeerKind kind) => new(
        "http-" + kind.Name,
        "http --url http://www.example.com/" + (kind.HasContent ? " --contains no-such-text" : string.Empty),
        kind.DownPattern)
    { Streams = kind };

    private static HostileKind Stream(string name, string check, string down, Func<RawConnection, Task> play) =>
        new(name, check, down) { Streams = new PeerKind(name, 0, down, play) };

    private static HostileKind Datagram(
        string name, string check, string down, Func<byte[], IEnumerable<byte[]>> answer) =>
        new(name, check, down) { Datagrams = answer };

    private static HostileKind Program(string name, string script, string down) =>
        new(name, "exec --program {folder}/" + name, down) { Script = $"#!/bin/sh\n{script}\n" };

    /// <summary>One after the other, then nothing until the check goes away.</summary>
    private static async Task Then(RawConnection connection, params Func<Task>[] acts)
    {
        foreach (Func<Task> act in acts)
        {
            await act().ConfigureAwait(false);
        }

        await connection.Linger().ConfigureAwait(false);
    }

    private static Task Mail(RawConnection connection, params Func<Task>[] acts) => Then(
        connection,
        [
            () => connection.Send("220 mail.example.com\r\n"), connection.Take,
            () => connection.Send("250-mail.example.com\r\n250 STARTTLS\r\n"), connection.Take, .. acts,
        ]);

    /// <summary>An Access-Accept (RFC 2865 §4.2) that no secret has signed.</summary>
    private static byte[] UnsignedAccept(byte[] request) => [2, request[1], 0, 20, .. new byte[16]];

    /// <summary>An answer to a request, whose fields it has.</summary>
    private static byte[] SipReply(byte[] request, string status)
    {
        string text = Encoding.Latin1.GetString(request);
        return Encoding.Latin1.GetBytes($"SIP/2.0 {status}{text[text.IndexOf("\r\n", StringComparison.Ordinal)..]}");
    }

    private static Task Ready(RawConnection connection, params Func<Task>[] acts) =>
        Then(connection, [() => connection.Send("ready"), connection.Take, .. acts]);
}
