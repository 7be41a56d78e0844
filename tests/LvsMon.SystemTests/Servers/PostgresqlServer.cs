using System.Collections.Generic;
using System.Globalization;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>
/// PostgreSQL with data of its own, as the user whom its package made. It asks everybody for a password but the role
/// <c>postgres</c>.
/// </summary>
internal sealed class PostgresqlServer : RealServer
{
    private static readonly string[] AsOwner =
        ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"];

    private readonly string _data;

    public PostgresqlServer(TempFolder folder, string name, string address)
        : base(folder, name, address, space: null)
    {
        _data = Path.Combine(Folder, "data");
        Tool.Run("chown", "postgres", Folder);
        string[] words = [Needs.Find("initdb")!, "-D", _data, "-U", "postgres", "-A", "trust", "--no-sync"];
        Tool.Run(AsOwner[0], [.. AsOwner[1..], .. words]);
        File.WriteAllText(
            Path.Combine(_data, "pg_hba.conf"),
            "host all postgres 127.0.0.0/8 trust\nhost all all 127.0.0.0/8 scram-sha-256\n");
    }

    /// <summary>What it wrote to its log.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "output"));

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
    [
        .. AsOwner, Needs.Find("postgres")!, "-D", _data, "-k", Folder, "-h", Address,
        "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "fsync=off", "-c", "hot_standby=off",
    ];

    /// <summary>Makes it a replica that follows nobody and serves nobody, from its next start on.</summary>
    public void MakeReplica() => File.WriteAllText(Path.Combine(_data, "standby.signal"), "");
}
