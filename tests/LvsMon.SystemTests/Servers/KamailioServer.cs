using System.Collections.Generic;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>Kamailio over UDP, with what its own sample does with OPTIONS.</summary>
internal sealed class KamailioServer : RealServer
{
    private readonly string _configuration;

    public KamailioServer(TempFolder folder, string name, string address)
        : base(folder, name, address, space: null)
    {
        _configuration = Path.Combine(Folder, "kamailio.cfg");
        File.WriteAllText(_configuration, $$"""
            debug=2
            log_stderror=yes
            children=1
            auto_aliases=no
            disable_tcp=yes
            listen=udp:{{Endpoint}}
            loadmodule "sl.so"
            loadmodule "maxfwd.so"
            loadmodule "pv.so"
            loadmodule "siputils.so"
            loadmodule "textops.so"
            request_route {
                if (!mf_process_maxfwd_header("10")) {
                    sl_send_reply("483", "Too Many Hops");
                    exit;
                }
                if (is_method("OPTIONS") && uri == myself && $rU == $null) {
                    sl_send_reply("200", "Keepalive");
                    exit;
                }
                sl_send_reply("404", "Not Found");
            }

            """);
    }

    /// <summary>What it has written.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "output"));

    /// <inheritdoc/>
    protected override bool IsDatagram => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
        [Needs.Find("kamailio")!, "-DD", "-E", "-m", "16", "-f", _configuration, "-Y", Folder];
}
