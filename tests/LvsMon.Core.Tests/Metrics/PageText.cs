using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Metrics;

namespace LvsMon.Core.Tests.Metrics;

/// <summary>The page as text, and its samples.</summary>
internal static class PageText
{
    /// <summary>Writes the page with buffers of a size.</summary>
    public static string Of(MetricPage page, long nowUs, int bufferBytes = 1 << 16)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[bufferBytes];
        MetricCursor cursor = default;
        while (!cursor.IsDone)
        {
            int length = page.Write(buffer, ref cursor, nowUs);
            text.Append(Encoding.ASCII.GetString(buffer, 0, length));
        }

        return text.ToString();
    }

    /// <summary>By name and labels as written.</summary>
    public static Dictionary<string, decimal> Samples(string text)
    {
        Dictionary<string, decimal> samples = [];
        foreach (string line in text.Split('\n', System.StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith('#'))
            {
                int blank = line.LastIndexOf(' ');
                samples.Add(line[..blank], decimal.Parse(line[(blank + 1)..], CultureInfo.InvariantCulture));
            }
        }

        return samples;
    }
}
