using System.Collections.Generic;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>FreeRADIUS with a port for logins, one for accounts, one secret and one user.</summary>
internal sealed class FreeradiusServer : RealServer
{
    public FreeradiusServer(TempFolder folder, string name, string address)
        : base(folder, name, address, space: null)
    {
        AccountingPort = Ports.Free(address);
        SecretFile = folder.Write($"{name}.secret", "the client's secret\n");
        PasswordFile = folder.Write($"{name}.password", "arctangent\n");
        string users = Path.Combine(Folder, "users");
        File.WriteAllText(users, "nemo Cleartext-Password := \"arctangent\"\n");
        File.WriteAllText(Path.Combine(Folder, "radiusd.conf"), $$"""
            prefix = /usr
            libdir = /usr/lib/freeradius
            logdir = {{Folder}}
            run_dir = {{Folder}}
            log {
                destination = stdout
                auth = yes
            }
            security {
                status_server = yes
                reject_delay = 0
            }
            modules {
                always ok {
                    rcode = ok
                }
                files {
                    usersfile = {{users}}
                }
                pap {
                }
            }
            client director {
                ipaddr = 127.0.0.0/8
                secret = "the client's secret"
            }
            server default {
                listen {
                    type = auth
                    ipaddr = {{Address}}
                    port = {{Port}}
                }
                listen {
                    type = acct
                    ipaddr = {{Address}}
                    port = {{AccountingPort}}
                }
                authorize {
                    files
                    pap
                }
                authenticate {
                    Auth-Type PAP {
                        pap
                    }
                }
                accounting {
                    ok
                }
            }

            """);
    }

    /// <summary>The port for accounts.</summary>
    public int AccountingPort { get; }

    /// <summary>A file with the secret.</summary>
    public string SecretFile { get; }

    /// <summary>A file with the password of the user nemo.</summary>
    public string PasswordFile { get; }

    /// <summary>What it has written.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "output"));

    /// <inheritdoc/>
    protected override bool IsDatagram => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
        [Needs.Find("freeradius")!, "-f", "-l", "stdout", "-d", Folder];
}
