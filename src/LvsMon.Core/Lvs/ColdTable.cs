using System.Text;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>The lines that make a plan's table from nothing, for people to look at; allocates.</summary>
public static class ColdTable
{
    /// <summary>
    /// The <c>ipvsadm -R</c> text before any verdict: every virtual service, its unmonitored real servers, and the
    /// fallback where none of those carries.
    /// </summary>
    public static string Text(Plan plan)
    {
        TableArena arena = new(plan, [], 0, [], new TableKeeperOptions { Cold = true });
        StringBuilder text = new();
        byte[] line = new byte[RestoreWriter.MaxLine];
        EditList edits = new((arena.Layout.SlotCount * 2) + 1);
        for (int s = 0; s < arena.Layout.ServiceCount; s++)
        {
            edits.Clear();
            arena.Desired.Refresh(s);
            arena.Diff.Collect(s, arena.Actual, edits, 0);
            for (int i = 0; i < edits.Count; i++)
            {
                ByteWriter writer = new(line);
                RestoreWriter.WriteLine(ref writer, arena.Layout.Services[s], edits[i]);
                text.Append(Encoding.UTF8.GetString(writer.Written));
            }
        }

        return text.ToString();
    }
}
