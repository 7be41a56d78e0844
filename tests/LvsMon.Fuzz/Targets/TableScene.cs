using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Fuzz.Targets;

/// <summary>A layout with its readers, three snapshots to read into, and what would be written after a
/// reading.</summary>
internal sealed class TableScene
{
    private readonly TableSnapshot[] _snapshots;
    private readonly SaveReader _save;
    private readonly ThresholdReader _thresholds;
    private readonly TableDiff _diff;
    private readonly EditList _edits = new(4096);

    /// <summary>Makes one.</summary>
    /// <param name="configuration">The configuration's text.</param>
    internal TableScene(string configuration)
    {
        Plan = OnePlan.Make(configuration);
        Unwanted = [TableWords.Key(TableText.Unwanted.Split(' '), ["-t"])!.Value.Key];
        Layout = new TableLayout(Plan, Unwanted);
        Leaving = TableWords.Place(TableText.Leaving)!.Value;
        _snapshots = [new TableSnapshot(Layout), new TableSnapshot(Layout), new TableSnapshot(Layout)];
        _save = new SaveReader(Layout, _snapshots[0], new LeavingDestinations([(0, Leaving)]));
        _thresholds = new ThresholdReader(Layout, _snapshots[0]);
        _diff = new TableDiff(Layout, new DesiredTable(Layout, cold: false), new TableMarks(Layout), null);
    }

    /// <summary>The plan.</summary>
    internal Plan Plan { get; }

    /// <summary>Services to be removed.</summary>
    internal IReadOnlyList<ServiceKey> Unwanted { get; }

    /// <summary>The layout.</summary>
    internal TableLayout Layout { get; }

    /// <summary>The destination that is to leave the first service.</summary>
    internal Endpoint Leaving { get; }

    /// <summary>True when the last listing read ends with a line.</summary>
    internal bool IsComplete => _save.IsComplete;

    /// <summary>True when the last list of thresholds had a title and ends with a line.</summary>
    internal bool IsListComplete => _thresholds.IsComplete;

    /// <summary>Reads <c>-S -n</c>.</summary>
    /// <param name="which">The snapshot.</param>
    /// <param name="text">The listing.</param>
    /// <param name="piece">Bytes of a piece, at least 1.</param>
    internal TableSnapshot Save(int which, ReadOnlySpan<byte> text, int piece)
    {
        _save.Begin(_snapshots[which]);
        for (; !text.IsEmpty; text = text[Math.Min(piece, text.Length)..])
        {
            _save.Take(text[..Math.Min(piece, text.Length)]);
        }

        return _snapshots[which];
    }

    /// <summary>Reads <c>-L -n --thresholds</c> into a snapshot that <see cref="Save"/> has filled.</summary>
    internal void List(int which, ReadOnlySpan<byte> text, int piece)
    {
        _thresholds.Begin(_snapshots[which]);
        for (; !text.IsEmpty; text = text[Math.Min(piece, text.Length)..])
        {
            _thresholds.Take(text[..Math.Min(piece, text.Length)]);
        }
    }

    /// <summary>What would be deleted that the plan does not name.</summary>
    internal IEnumerable<Edit> Deletions(TableSnapshot snapshot)
    {
        _edits.Clear();
        for (int service = 0; service < Layout.WatchedCount; service++)
        {
            _diff.Collect(service, snapshot, _edits, 1);
        }

        return Enumerable.Range(0, _edits.Count)
            .Select(i => _edits[i])
            .Where(edit => edit.Slot < 0 && edit.Kind is EditKind.Delete or EditKind.DeleteService);
    }

    /// <summary>True when two snapshots say the same.</summary>
    internal static bool AreEqual(TableSnapshot one, TableSnapshot other) =>
        (one.Lines, one.UnclearLines, one.ExtraCount, one.ServiceBalance, one.DestinationBalance)
            == (other.Lines, other.UnclearLines, other.ExtraCount, other.ServiceBalance, other.DestinationBalance)
        && one.Present.AsSpan().SequenceEqual(other.Present)
        && one.Records.AsSpan().SequenceEqual(other.Records)
        && one.Extras.SequenceEqual(other.Extras)
        && one.Services.AsSpan().SequenceEqual(other.Services, new FoundServiceComparer());

    private sealed class FoundServiceComparer : IEqualityComparer<FoundService>
    {
        public bool Equals(FoundService one, FoundService other) =>
            (one.Present, one.Unclear, one.Differs, one.FirstExtra)
                == (other.Present, other.Unclear, other.Differs, other.FirstExtra)
            && ((ReadOnlySpan<byte>)one.Scheduler).SequenceEqual(other.Scheduler);

        public int GetHashCode(FoundService service) => service.FirstExtra;
    }
}
