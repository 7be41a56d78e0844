using System;
using System.Globalization;
using System.IO;

namespace LvsMon.IpvsadmStandIn;

/// <summary>
/// The script of faults. Each line is <c>COMMAND FAULT [NUMBER]</c> with COMMAND <c>any -R -S -L --set --timeout</c>,
/// FAULT one of <c>ok no-module no-effect hang apply-then-hang apply-then-fail stop-at flood cut slow</c>; NUMBER is
/// the line at which <c>stop-at</c> stops (from 1) or the milliseconds of <c>slow</c>. The first line that fits the
/// command is used and taken out; a line that begins with <c>always</c> stays.
/// </summary>
internal static class FaultFile
{
    /// <summary>Takes the fault for this run; an empty name for none.</summary>
    internal static (string Fault, int Number) Take(string folder, string[] arguments)
    {
        string path = Path.Combine(folder, "ipvsadm.faults");
        if (!File.Exists(path))
        {
            return (string.Empty, 0);
        }

        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            bool always = words.Length > 0 && words[0] == "always";
            words = always ? words[1..] : words;
            if (words.Length < 2 || (words[0] != "any" && Array.IndexOf(arguments, words[0]) < 0))
            {
                continue;
            }

            if (!always)
            {
                lines[i] = string.Empty;
                File.WriteAllLines(path, lines);
            }

            int number = words.Length > 2 ? int.Parse(words[2], CultureInfo.InvariantCulture) : 1;
            return (words[1], number);
        }

        return (string.Empty, 0);
    }
}
