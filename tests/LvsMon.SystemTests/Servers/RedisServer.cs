using System.Collections.Generic;
using System.Globalization;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>Redis without persistence.</summary>
internal sealed class RedisServer : RealServer
{
    private readonly string[] _settings;

    /// <summary>Makes it; <paramref name="settings"/> are further words of its command line.</summary>
    public RedisServer(TempFolder folder, string name, string address, params string[] settings)
        : base(folder, name, address, space: null)
    {
        _settings = settings;
    }

    /// <summary>True to speak TLS on its port, and nothing else.</summary>
    public bool SpeaksTls { get; init; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
    [
        Needs.Find("redis-server")!, "--bind", Address,
        .. SpeaksTls ? (string[])["--port", "0", "--tls-port"] : ["--port"],
        Port.ToString(CultureInfo.InvariantCulture),
        "--dir", Folder, "--save", "", "--daemonize", "no", "--loglevel", "verbose", .. _settings,
    ];
}
