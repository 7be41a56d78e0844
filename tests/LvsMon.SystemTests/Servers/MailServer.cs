using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>
/// Postfix's master with one smtpd and a queue of its own. The checks of <c>postfix start</c> are left out: they want
/// the system's own queue.
/// </summary>
internal sealed class MailServer : RealServer
{
    private readonly string _configuration;

    /// <summary>Makes it; with <paramref name="pem"/>, certificate and key, it can speak TLS, or does from the first
    /// byte.</summary>
    public MailServer(
        TempFolder folder,
        string name,
        string address,
        NetworkNamespace? space = null,
        string? pem = null,
        bool isInside = false)
        : base(folder, name, address, space)
    {
        MakeQueue();
        _configuration = Path.Combine(Folder, "conf");
        Directory.CreateDirectory(_configuration);
        File.WriteAllText(Path.Combine(_configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {Folder}/queue
            data_directory = {Folder}/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            myhostname = mail.example.com
            mydestination =
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            smtpd_peername_lookup = no
            smtpd_client_connection_count_limit = 0
            smtpd_client_connection_rate_limit = 0
            local_recipient_maps =
            alias_maps =
            smtpd_tls_security_level = {(pem is null ? "none" : "may")}
            smtpd_tls_eccert_file = {pem}
            smtpd_tls_eckey_file = {pem}
            maillog_file = {Folder}/log
            maillog_file_prefixes = /tmp

            """);
        File.WriteAllText(Path.Combine(_configuration, "master.cf"), $"""
            {Endpoint} inet n - n - - smtpd -o smtpd_tls_wrappermode={(isInside ? "yes" : "no")}
            anvil unix - - n - 1 anvil
            rewrite unix - - n - - trivial-rewrite
            tlsmgr unix - - n 1000? 1 tlsmgr
            postlog unix-dgram n - n - 1 postlogd

            """);
    }

    /// <summary>Its log so far.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "log"));

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => [Needs.Find("master")!, "-d", "-c", _configuration];

    private void MakeQueue()
    {
        string queue = Path.Combine(Folder, "queue");
        string[] owned = ["private", "public", "maildrop", "incoming", "active", "deferred", "hold"];
        Directory.CreateDirectory(Path.Combine(queue, "pid"));
        List<string> words = ["postfix", Directory.CreateDirectory(Path.Combine(Folder, "data")).FullName];
        foreach (string name in owned)
        {
            words.Add(Directory.CreateDirectory(Path.Combine(queue, name)).FullName);
        }

        using Process chown = Process.Start("chown", words);
        chown.WaitForExit();
    }
}
