using System;
using LvsMon.Core.Config;
using LvsMon.Core.Events;
using LvsMon.Linux.Files;

namespace LvsMon.Composition;

/// <summary>The file or FIFO of events in the daemon's life: named at the start and at each reload, which also looks
/// whether another file stands there now.</summary>
internal sealed class EventFile : IDisposable
{
    private readonly DaemonSettings _settings;
    private readonly EventOutlet _outlet;
    private LineFile? _file;

    /// <summary>Prepares it; opens nothing.</summary>
    public EventFile(DaemonSettings settings, EventOutlet outlet)
    {
        _settings = settings;
        _outlet = outlet;
    }

    /// <summary>Writes from now on where command line and configuration say.</summary>
    public void Direct(GlobalSettings global)
    {
        string path = PathFor(_settings, global);
        if (_file?.Name != path)
        {
            _file = path.Length == 0 ? null : new LineFile(path);
        }

        _outlet.Direct(_file);
    }

    /// <inheritdoc/>
    public void Dispose() => _outlet.Close();

    /// <summary>The file, empty for none. One file is the stream of one daemon: who does not keep the kernel's table
    /// stands beside one that does, and writes only where it is told itself.</summary>
    internal static string PathFor(DaemonSettings settings, GlobalSettings global) =>
        settings.Events is { } given ? (given == "off" ? string.Empty : given)
        : settings.KeepsKernel && global.Events is { } written ? written
        : string.Empty;
}
