using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>
/// nginx with two workers; /health answers 200 and <c>OK</c>, everything else 404. With settings of TLS it speaks that.
/// </summary>
internal sealed class NginxServer : RealServer
{
    private readonly string _configuration;

    public NginxServer(
        TempFolder folder, string name, string address, NetworkNamespace? space = null, string tls = "")
        : base(folder, name, address, space)
    {
        _configuration = Path.Combine(Folder, "nginx.conf");
        File.WriteAllText(_configuration, $$"""
            daemon off;
            user root;
            worker_processes 2;
            pid {{Folder}}/pid;
            error_log {{Folder}}/error.log info;
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path {{Folder}}/body;
                proxy_temp_path {{Folder}}/proxy;
                fastcgi_temp_path {{Folder}}/fastcgi;
                uwsgi_temp_path {{Folder}}/uwsgi;
                scgi_temp_path {{Folder}}/scgi;
                server {
                    listen {{Endpoint}}{{(tls.Length > 0 ? " ssl" : "")}};
                    {{tls}}
                    location = /health { default_type text/plain; return 200 "OK\n"; }
                    location / { return 404; }
                }
            }

            """);
    }

    /// <summary>What it logged of its clients, at the level info; the first was the wait for its start.</summary>
    public string[] ClientLines => [.. File.ReadAllLines(Path.Combine(Folder, "error.log"))
        .Where(line => line.Contains("client", StringComparison.Ordinal)
            && !line.Contains(": *1 ", StringComparison.Ordinal))];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
        [Needs.Find("nginx")!, "-e", Path.Combine(Folder, "error.log"), "-c", _configuration];
}
