using System.Collections.Generic;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>vsftpd for anonymous users.</summary>
internal sealed class FtpServer : RealServer
{
    private readonly string _configuration;

    /// <summary>Makes it; with <paramref name="pem"/>, certificate and key, it can speak TLS, or does from the first
    /// byte.</summary>
    public FtpServer(TempFolder folder, string name, string address, string? pem = null, bool isInside = false)
        : base(folder, name, address, space: null)
    {
        _configuration = Path.Combine(Folder, "vsftpd.conf");
        File.WriteAllText(_configuration, $"""
            listen=YES
            listen_ipv6=NO
            listen_address={address}
            listen_port={Port}
            background=NO
            anonymous_enable=YES
            seccomp_sandbox=NO
            secure_chroot_dir={Directory.CreateDirectory(Path.Combine(Folder, "empty")).FullName}
            vsftpd_log_file={Folder}/log
            ssl_enable={(pem is null ? "NO" : "YES")}
            implicit_ssl={(isInside ? "YES" : "NO")}
            xferlog_enable=YES
            log_ftp_protocol=YES
            xferlog_std_format=NO
            rsa_cert_file={pem}

            """);
    }

    /// <summary>Its log so far.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "log"));

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => [Needs.Find("vsftpd")!, _configuration];
}
