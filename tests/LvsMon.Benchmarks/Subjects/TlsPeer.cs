using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using LvsMon.Testing.Tls;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>The real servers with TLS: nginx behind one wildcard listener, a certificate with a P-256 key.</summary>
internal sealed class TlsPeer : IDisposable
{
    /// <summary>Where it stands.</summary>
    public const string Program = "/usr/sbin/nginx";

    /// <summary>The name in its certificate.</summary>
    public const string Name = TestCertificates.Name;

    private readonly Process _process;

    /// <summary>Starts it; <paramref name="isSecure"/> is false for the same without TLS.</summary>
    public TlsPeer(Workshop workshop, bool isSecure)
    {
        string folder = Directory.CreateDirectory(Path.Combine(workshop.Folder, Path.GetRandomFileName())).FullName;
        string pem = Path.Combine(folder, "server.pem");
        File.WriteAllBytes(pem, TestCertificates.Pem(TestCertificates.Good));
        Authority = Path.Combine(folder, "authority.pem");
        File.WriteAllBytes(Authority, TestCertificates.AuthorityPem);
        string configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off;
            worker_processes 1;
            pid {{folder}}/pid;
            error_log {{folder}}/error;
            events { worker_connections 4096; }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                server {
                    listen 0.0.0.0:{{Peer.Port}}{{(isSecure ? " ssl" : "")}};
                    ssl_certificate {{pem}};
                    ssl_certificate_key {{pem}};
                    location / { return 200 "OK"; }
                }
            }

            """);
        _process = Process.Start(Program, ["-e", $"{folder}/error", "-c", configuration]);
        for (int tries = 0; !Listens(); tries++)
        {
            if (tries == 100)
            {
                throw new IOException($"nginx did not start: is port {Peer.Port} in use?");
            }

            Thread.Sleep(50);
        }
    }

    /// <summary>The file of the authority behind the certificate.</summary>
    public string Authority { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        using (Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            kill.WaitForExit();
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool Listens()
    {
        using TcpClient client = new();
        try
        {
            client.Connect("127.0.0.1", Peer.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
