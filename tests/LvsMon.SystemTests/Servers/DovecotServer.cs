using System.Collections.Generic;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>Dovecot with one protocol and no mail; everybody may log in, nobody does.</summary>
internal sealed class DovecotServer : RealServer
{
    private readonly string _configuration;
    private readonly string _log;

    /// <summary>Makes it; <paramref name="protocol"/> is <c>imap</c> or <c>pop3</c>; with <paramref name="pem"/>,
    /// certificate and key, it can speak TLS, or does from the first byte.</summary>
    public DovecotServer(
        TempFolder folder, string protocol, string address, string? pem = null, bool isInside = false)
        : base(folder, protocol, address, space: null)
    {
        _configuration = Path.Combine(Folder, "dovecot.conf");
        _log = Path.Combine(Folder, "log");
        File.WriteAllText(_configuration, $$"""
            base_dir = {{Folder}}/run
            state_dir = {{Folder}}/state
            log_path = {{_log}}
            protocols = {{protocol}}
            listen = {{address}}
            ssl = {{(pem is null ? "no" : "yes")}}
            ssl_cert = <{{pem ?? "/dev/null"}}
            ssl_key = <{{pem ?? "/dev/null"}}
            mail_location = maildir:{{Folder}}/mail
            service {{protocol}}-login {
              inet_listener {{protocol}} {
                port = {{(isInside ? 0 : Port)}}
              }
              inet_listener {{protocol}}s {
                port = {{(isInside ? Port : 0)}}
                ssl = yes
              }
            }
            passdb {
              driver = static
              args = nopassword=y
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{Folder}}
            }

            """);
    }

    /// <summary>Its log so far.</summary>
    public string Log => File.ReadAllText(_log);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => [Needs.Find("dovecot")!, "-F", "-c", _configuration];
}
