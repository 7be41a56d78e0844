using System.Collections.Generic;
using System.Globalization;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>memcached, as the user whom its package made.</summary>
internal sealed class MemcachedServer : RealServer
{
    private readonly string[] _settings;

    /// <summary>Makes it; <paramref name="settings"/> are further words of its command line.</summary>
    public MemcachedServer(TempFolder folder, string name, string address, params string[] settings)
        : base(folder, name, address, space: null)
    {
        _settings = settings;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
    [
        Needs.Find("memcached")!, "-l", Address, "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "0",
        "-u", "nobody", .. _settings,
    ];
}
