using System.Collections.Generic;
using System.Globalization;
using System.IO;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>MariaDB with data of its own, as the user of its package; blocks a host after three errors.</summary>
internal sealed class MariadbServer : RealServer
{
    private readonly string _socket;

    public MariadbServer(TempFolder folder, string name, string address)
        : base(folder, name, address, space: null)
    {
        _socket = Path.Combine(Folder, "s");
        Tool.Run("chown", "mysql", Folder);
        Tool.Run(
            Needs.Find("mariadb-install-db")!, "--no-defaults", "--user=mysql", $"--datadir={Folder}/data",
            "--auth-root-authentication-method=normal", "--skip-test-db");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
    [
        Needs.Find("mariadbd")!, "--no-defaults", "--user=mysql", $"--datadir={Folder}/data", $"--socket={_socket}",
        $"--bind-address={Address}", $"--port={Port.ToString(CultureInfo.InvariantCulture)}",
        $"--pid-file={Folder}/pid", "--innodb-buffer-pool-size=8M", "--max-connect-errors=3",
    ];

    /// <summary>Has it do something.</summary>
    /// <returns>What it answers, without headings.</returns>
    public string Query(string statement) =>
        Tool.Run(Needs.Find("mariadb")!, "--no-defaults", "-S", _socket, "-u", "root", "-N", "-e", statement);
}
