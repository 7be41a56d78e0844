using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace LvsMon.SystemTests.Servers;

/// <summary>Servers of every kind of <see cref="HostileKinds"/>, and the virtual services that check them.</summary>
internal sealed class HostileServers : IDisposable
{
    /// <summary>In the folder of the programs: the secret of the checks that want one.</summary>
    public const string SecretFile = "secret";

    private const int FirstNetwork = 100;
    private const string ServiceAddress = "192.0.2.81";
    private readonly List<IDisposable> _peers = [];
    private readonly List<(HostileKind Kind, IReadOnlyList<string> Endpoints)> _all = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="folder">Where the programs of the checks are written.</param>
    /// <param name="ofEach">Servers of each kind, at most 250.</param>
    /// <param name="programsOfEach">The same of the kinds that run a program: few may run at once.</param>
    /// <param name="only">Only kinds with this in their names.</param>
    public HostileServers(string folder, int ofEach, int programsOfEach, string only = "")
    {
        Folder = folder;
        File.WriteAllText(Path.Combine(folder, SecretFile), "the checks' secret\n");
        foreach (HostileKind kind in HostileKinds.All.Where(kind => kind.Name.Contains(only, StringComparison.Ordinal)))
        {
            int network = FirstNetwork + _all.Count;
            _all.Add((kind, kind.Script is null
                ? Listen(kind, network, ofEach)
                : [.. Enumerable.Range(1, programsOfEach).Select(host => $"127.0.{network}.{host}:9")]));
            if (kind.Script is not null)
            {
                string path = Path.Combine(folder, kind.Name);
                File.WriteAllText(path, kind.Script);
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>Where the programs are.</summary>
    public string Folder { get; }

    /// <summary>How many servers there are.</summary>
    public int Count => _all.Sum(one => one.Endpoints.Count);

    /// <summary>The kinds with the servers of each.</summary>
    public IReadOnlyList<(HostileKind Kind, IReadOnlyList<string> Endpoints)> All => _all;

    /// <summary>A virtual service for each kind.</summary>
    public string Configuration()
    {
        StringBuilder text = new();
        foreach ((HostileKind kind, IReadOnlyList<string> endpoints) in _all)
        {
            text.Append($$"""
                virtual {{Service(kind)}} {
                    name {{kind.Name}}
                    check {{kind.Check.Replace("{folder}", Folder, StringComparison.Ordinal)}}
                    {{string.Join("\n    ", endpoints.Select(endpoint => "real " + endpoint))}}
                }

                """);
        }

        return text.ToString();
    }

    /// <summary>The table in which all of them stand, lines of <c>ipvsadm -S -n</c>.</summary>
    public IReadOnlyList<string> Table(bool withReals) =>
        [.. _all.SelectMany(one => Entries(one.Kind, withReals ? one.Endpoints : []))];

    /// <inheritdoc/>
    public void Dispose() => _peers.ForEach(peers => peers.Dispose());

    private string Service(HostileKind kind) =>
        $"{(kind.Datagrams is null ? "tcp" : "udp")} {ServiceAddress}:{PortOf(kind)}";

    private IEnumerable<string> Entries(HostileKind kind, IReadOnlyList<string> endpoints)
    {
        string service = $"{(kind.Datagrams is null ? "-t" : "-u")} {ServiceAddress}:{PortOf(kind)}";
        return [$"-A {service} -s wlc", .. endpoints.Select(endpoint => $"-a {service} -r {endpoint} -m -w 1")];
    }

    private int PortOf(HostileKind kind) => 1000 + _all.FindIndex(one => one.Kind == kind);

    private IReadOnlyList<string> Listen(HostileKind kind, int network, int count)
    {
        if (kind.Datagrams is not null)
        {
            DatagramPeers datagrams = new(kind.Datagrams, network, count);
            _peers.Add(datagrams);
            return datagrams.Endpoints;
        }

        RawPeers streams = new(kind.Streams!, network, count);
        _peers.Add(streams);
        return streams.Endpoints;
    }
}
