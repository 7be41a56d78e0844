using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Control;

namespace LvsMon.Commands;

/// <summary>One document of an answer: the line as it came, and its members.</summary>
internal sealed class ControlDocument
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, long> _numbers = [];
    private readonly List<(string Name, FlatKind Kind)> _members = [];

    private ControlDocument(string line)
    {
        Line = line;
    }

    /// <summary>The line without its end.</summary>
    public string Line { get; }

    /// <summary>Its members in their order, with what they hold.</summary>
    public IReadOnlyList<(string Name, FlatKind Kind)> Members => _members;

    /// <summary>Its member <c>type</c>.</summary>
    public string Type => Text("type");

    /// <summary>Reads a line, null when it is no document.</summary>
    public static ControlDocument? Read(byte[] line)
    {
        ControlDocument document = new(Encoding.UTF8.GetString(line));
        FlatObjectReader reader = new(line);
        while (reader.Read())
        {
            string name = Encoding.UTF8.GetString(reader.Name);
            document._members.Add((name, reader.Kind));
            switch (reader.Kind)
            {
                case FlatKind.Text:
                    document._texts[name] = Encoding.UTF8.GetString(reader.Text);
                    break;
                case FlatKind.Number:
                    document._numbers[name] = reader.Number;
                    break;
                case FlatKind.Flag:
                    document._numbers[name] = reader.Flag ? 1 : 0;
                    break;
            }
        }

        return reader.IsBroken || document.Type.Length == 0 ? null : document;
    }

    /// <summary>A string; empty when it is null or not there.</summary>
    public string Text(string name) => _texts.GetValueOrDefault(name, "");

    /// <summary>A number, or null.</summary>
    public long? NumberOrNull(string name) => _numbers.TryGetValue(name, out long number) ? number : null;

    /// <summary>A number; 0 when it is null or not there.</summary>
    public long Number(string name) => _numbers.GetValueOrDefault(name);

    /// <summary>True for true.</summary>
    public bool Flag(string name) => Number(name) == 1;
}
