using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LvsMon.SystemTests.Support;

/// <summary>A director to be watched: folder, syslog, table, configuration and the daemon itself.</summary>
internal sealed class Director : IDisposable
{
    private readonly NetworkNamespace? _space;
    private DaemonProcess? _daemon;

    /// <param name="space">The network it stands in, null for the machine's own.</param>
    public Director(NetworkNamespace? space = null)
    {
        _space = space;
        Folder = new TempFolder();
        Syslog = new SyslogServer(Folder);
        Table = new IpvsadmStandIn(Folder);
        Journal = new Journal(Syslog);
        Configuration = Folder["lvsmon.conf"];
    }

    /// <summary>Its files.</summary>
    public TempFolder Folder { get; }

    /// <summary>The local syslog; not there before <see cref="Start"/> unless the test made it.</summary>
    public SyslogServer Syslog { get; }

    /// <summary>Its lines, read in order.</summary>
    public Journal Journal { get; }

    /// <summary>The kernel's table.</summary>
    public IpvsadmStandIn Table { get; }

    /// <summary>The path of the configuration.</summary>
    public string Configuration { get; }

    /// <summary>The running daemon.</summary>
    public DaemonProcess Daemon => _daemon!;

    /// <summary>Writes the configuration.</summary>
    public void Configure(string text) => File.WriteAllText(Configuration, text);

    /// <summary>Starts the daemon with everything in place.</summary>
    public void Start(params string[] more)
    {
        Syslog.Bind();
        Syslog.Read();
        StartDaemon([], more);
    }

    /// <summary>Starts the daemon only.</summary>
    /// <param name="prefix">What starts it, see <see cref="DaemonProcess.Start"/>.</param>
    /// <param name="more">Further arguments.</param>
    public void StartDaemon(IReadOnlyList<string> prefix, params string[] more)
    {
        string[] words =
        [
            "--file", Configuration, "--log-socket", Syslog.Path, "--table", "ipvsadm", "--ipvsadm", Table.Path,
            "--state-dir", Folder["state"], "--orders", Folder["orders"], .. more,
        ];
        _daemon?.Dispose();
        _daemon = DaemonProcess.Start(words, [.. NetworkNamespace.Prefix(_space), .. prefix]);
    }

    /// <summary>Waits until the first round is over and every edit was told; takes the lines of it as read.</summary>
    /// <returns>These lines.</returns>
    public IReadOnlyList<string> PassStart()
    {
        Wait.Until(
            () => Journal.Unread.Any(line => line.StartsWith("STARTED:", StringComparison.Ordinal))
                && Journal.EditsTold == Table.Edits.Count,
            () => $"the first round is over and {Table.Edits.Count} edits are told\n{Journal}{Daemon.Errors}");
        return Journal.Pass();
    }

    /// <summary>Waits until the table holds exactly some lines, in any order.</summary>
    public void ShouldHaveTable(params string[] lines)
    {
        string[] wanted = [.. lines];
        Array.Sort(wanted, StringComparer.Ordinal);
        string found = string.Empty;
        Wait.Until(
            () =>
            {
                string[] sorted = [.. Table.Table];
                Array.Sort(sorted, StringComparer.Ordinal);
                found = string.Join('\n', sorted);
                return found == string.Join('\n', wanted);
            },
            () => $"the table is\n{string.Join('\n', wanted)}\nbut\n{found}\n{Journal}{Daemon.Errors}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _daemon?.Dispose();
        Syslog.Dispose();
        Folder.Dispose();
    }
}
