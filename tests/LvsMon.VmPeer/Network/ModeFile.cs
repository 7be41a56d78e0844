using System.IO;

namespace LvsMon.VmPeer.Network;

/// <summary>The file that tells a server how to behave.</summary>
internal sealed class ModeFile(string path)
{
    private ServerMode _last;

    /// <summary>
    /// The mode it asks for now; ok when it is not there. A shell empties a file before it writes it: empty, it still
    /// asks for what it asked before.
    /// </summary>
    internal ServerMode Read()
    {
        string text = "ok";
        try
        {
            text = File.Exists(path) ? File.ReadAllText(path) : text;
        }
        catch (FileNotFoundException)
        {
            // Removed after the question whether it is there.
        }

        _last = string.IsNullOrWhiteSpace(text) ? _last : ServerMode.Parse(text);
        return _last;
    }
}
