using System.IO;
using LvsMon.Core.Config;
using LvsMon.Core.Control;
using LvsMon.Linux.Control;
using LvsMon.Linux.Sockets;

namespace LvsMon.Composition;

/// <summary>The control socket in the daemon's life.</summary>
internal sealed class ControlPoint : ListeningPoint
{
    /// <summary>The socket's name in the state directory.</summary>
    public const string FileName = "control.sock";

    private readonly DaemonSettings _settings;
    private readonly IWaitRegistry _registry;
    private readonly ControlAnswers _answers;
    private string _path = string.Empty;
    private string? _group;
    private string? _readers;

    /// <summary>Prepares it; opens nothing yet.</summary>
    public ControlPoint(DaemonSettings settings, IWaitRegistry registry, ControlAnswers answers)
    {
        _settings = settings;
        _registry = registry;
        _answers = answers;
    }

    /// <summary>Opens the socket where command line and configuration say, unless it is open there already.</summary>
    /// <returns>Why it cannot be made; empty when it was, or is not wanted.</returns>
    public string Open(GlobalSettings global)
    {
        string path = PathFor(_settings, global);
        bool isOpen = IsOpen || path.Length == 0;
        if (isOpen && path == _path && global.ControlGroup == _group && global.ControlReaders == _readers)
        {
            return string.Empty;
        }

        Close();
        _path = path;
        _group = global.ControlGroup;
        _readers = global.ControlReaders;
        if (path.Length == 0)
        {
            return string.Empty;
        }

        int slots = ControlLimits.Clients + 1;
        if (ControlSocket.Open(path, _group, _readers, slots, _registry, out string why) is { } socket)
        {
            Begin(socket, new ControlServer(socket, _answers));
        }

        return why;
    }

    /// <summary>
    /// Where the socket is to be, empty for nowhere. Who does not keep the kernel's table stands beside a daemon that
    /// does, and leaves its place alone unless told otherwise.
    /// </summary>
    internal static string PathFor(DaemonSettings settings, GlobalSettings global) =>
        settings.Control is { } given ? (given == "off" ? string.Empty : given)
        : global.Control is { } written ? written
        : settings is { KeepsKernel: true, StateDirectory: { } folder } ? Path.Combine(folder, FileName)
        : string.Empty;
}
