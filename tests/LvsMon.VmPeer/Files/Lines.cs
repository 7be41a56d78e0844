using System;

namespace LvsMon.VmPeer.Files;

/// <summary>Lines of a text that contain something.</summary>
internal static class Lines
{
    /// <summary>How many lines contain <paramref name="text"/>, each counted once.</summary>
    internal static int Count(ReadOnlySpan<byte> content, ReadOnlySpan<byte> text)
    {
        int count = 0;
        int found;
        while ((found = content.IndexOf(text)) >= 0)
        {
            count++;
            int end = content[found..].IndexOf((byte)'\n');
            content = end < 0 ? [] : content[(found + end + 1)..];
        }

        return count;
    }
}
