using System.IO;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Composition;

/// <summary>Text as lines to a place that never blocks: a line that is not taken at once is dropped.</summary>
internal sealed class LineWriter : TextWriter
{
    private readonly ILineSocket _socket;
    private readonly StringBuilder _line = new();

    public LineWriter(ILineSocket socket)
    {
        _socket = socket;
    }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        _socket.Send(Encoding.UTF8.GetBytes(_line.ToString()));
        _line.Clear();
    }
}
