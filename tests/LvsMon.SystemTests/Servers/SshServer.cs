using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>OpenSSH's sshd with a host key of its own.</summary>
internal sealed class SshServer : RealServer
{
    private readonly string _configuration;

    public SshServer(TempFolder folder, string name, string address, NetworkNamespace? space = null)
        : base(folder, name, address, space)
    {
        string key = Path.Combine(Folder, "key");
        using Process keygen = Process.Start(Needs.Find("ssh-keygen")!, ["-q", "-t", "ed25519", "-N", "", "-f", key]);
        keygen.WaitForExit();

        // Compiled into Debian's sshd; its service file makes it.
        Directory.CreateDirectory("/run/sshd");
        _configuration = Path.Combine(Folder, "sshd_config");
        File.WriteAllText(_configuration, $"""
            ListenAddress {Address}
            Port {Port}
            HostKey {key}
            PidFile {Folder}/pid
            UsePAM no
            UseDNS no
            MaxStartups 200

            """);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => [Needs.Find("sshd")!, "-D", "-e", "-f", _configuration];
}
