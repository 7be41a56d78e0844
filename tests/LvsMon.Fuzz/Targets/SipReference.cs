using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using LvsMon.Core.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// A second opinion on the answers of SIP servers: the datagram is taken apart into lines and fields, then judged.
/// </summary>
internal static class SipReference
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>What a datagram comes to for the request with this Call-ID when 200 to 299 and 483 pass.</summary>
    internal static CheckReason Judge(ReadOnlySpan<byte> datagram, string callId)
    {
        string[] lines = Encoding.Latin1.GetString(datagram).Split('\n');
        string first = lines[0].EndsWith('\r') ? lines[0][..^1] : lines[0];
        List<string> fields = Fields(lines);
        int end = fields.FindIndex(field => field.Trim(Blanks).Length == 0);
        fields = end < 0 ? fields : fields[..end];
        bool isMine = first.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase)
            && Value(fields, "call-id", "i") == callId
            && Regex.IsMatch(Value(fields, "cseq", "cseq"), @"\A1[ \t\r\n]+OPTIONS\z");
        if (!isMine)
        {
            return CheckReason.None;
        }

        Match line = Regex.Match(first.ToUpperInvariant(), @"\ASIP/2\.0 ([1-6][0-9][0-9])( |\z)");
        return !line.Success || end < 0 ? CheckReason.Malformed : line.Groups[1].Value switch
        {
            ['1', ..] => CheckReason.None,
            ['2', ..] or "483" => CheckReason.StatusAccepted,
            _ => CheckReason.StatusRefused,
        };
    }

    /// <summary>The fields behind the first line, each with the lines in which it goes on.</summary>
    private static List<string> Fields(string[] lines)
    {
        List<string> fields = [];
        foreach (string line in lines.Skip(1).Take(lines.Length - 2).Select(line => line + '\n'))
        {
            if (line[0] is ' ' or '\t' && fields.Count > 0 && fields[^1].Trim('\r', '\n').Length > 0)
            {
                fields[^1] += line;
            }
            else
            {
                fields.Add(line);
            }
        }

        // What goes on in a line without an end is no field.
        bool isCut = lines[^1] is [' ' or '\t', ..] && fields.Count > 0 && fields[^1].Trim('\r', '\n').Length > 0;
        return isCut ? fields[..^1] : fields;
    }

    private static string Value(List<string> fields, string name, string other) =>
        (from field in fields
         let colon = field.IndexOf(':', StringComparison.Ordinal)
         where colon >= 0
         let key = field[..colon].TrimEnd(Blanks).ToLowerInvariant()
         where key == name || key == other
         let value = field[(colon + 1)..].Trim(Blanks)
         where value.Length > 0
         select value).FirstOrDefault("");
}
