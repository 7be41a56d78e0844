using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Control;

namespace LvsMon.Commands;

/// <summary>A request to the daemon: its command and its members.</summary>
internal sealed class ControlQuestion
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly StringBuilder _line = new();

    /// <summary>A request without further members.</summary>
    public ControlQuestion(string command)
    {
        _line.Append("{\"version\":").Append(ControlLimits.Version);
        With("command", command);
    }

    /// <summary>Adds a text; null adds nothing.</summary>
    public ControlQuestion With(string member, string? text)
    {
        if (text is not null)
        {
            _texts[member] = text;
            Quote(Name(member), text);
        }

        return this;
    }

    /// <summary>Adds a number; null adds nothing.</summary>
    public ControlQuestion With(string member, long? number)
    {
        if (number is { } value)
        {
            Name(member).Append(CultureInfo.InvariantCulture, $"{value}");
        }

        return this;
    }

    /// <summary>Adds a member that is true; false adds nothing.</summary>
    public ControlQuestion With(string member, bool flag)
    {
        if (flag)
        {
            Name(member).Append("true");
        }

        return this;
    }

    /// <summary>A text that was added; empty without it.</summary>
    public string Text(string member) => _texts.GetValueOrDefault(member, "");

    /// <summary>The line to send, with its end.</summary>
    public byte[] Line() => Encoding.UTF8.GetBytes(_line + "}\n");

    private StringBuilder Name(string member) => _line.Append(",\"").Append(member).Append("\":");

    private static void Quote(StringBuilder line, string value)
    {
        line.Append('"');
        foreach (char c in value)
        {
            if (c is '"' or '\\')
            {
                line.Append('\\').Append(c);
            }
            else if (c < ' ')
            {
                line.Append("\\u00").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
            }
            else
            {
                line.Append(c);
            }
        }

        line.Append('"');
    }
}
