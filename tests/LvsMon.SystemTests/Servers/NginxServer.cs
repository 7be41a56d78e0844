using System.Collections.Generic;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>nginx with two workers; /health answers 200 and <c>OK</c>, everything else 404.</summary>
internal sealed class NginxServer : RealServer
{
    private readonly string _configuration;

    public NginxServer(TempFolder folder, string name, string address, NetworkNamespace? space = null)
        : base(folder, name, address, space)
    {
        _configuration = Path.Combine(Folder, "nginx.conf");
        File.WriteAllText(_configuration, $$"""
            daemon off;
            user root;
            worker_processes 2;
            pid {{Folder}}/pid;
            error_log {{Folder}}/error.log;
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path {{Folder}}/body;
                proxy_temp_path {{Folder}}/proxy;
                fastcgi_temp_path {{Folder}}/fastcgi;
                uwsgi_temp_path {{Folder}}/uwsgi;
                scgi_temp_path {{Folder}}/scgi;
                server {
                    listen {{Endpoint}};
                    location = /health { default_type text/plain; return 200 "OK\n"; }
                    location / { return 404; }
                }
            }

            """);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
        [Needs.Find("nginx")!, "-e", Path.Combine(Folder, "error.log"), "-c", _configuration];
}
