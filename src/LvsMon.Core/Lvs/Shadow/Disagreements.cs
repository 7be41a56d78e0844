using LvsMon.Core.Planning;

namespace LvsMon.Core.Lvs.Shadow;

/// <summary>How each entry of a layout stands to the table.</summary>
internal sealed class Disagreements
{
    private readonly TableLayout _layout;
    private readonly Stand[] _stands;

    /// <summary>Everything agrees.</summary>
    internal Disagreements(TableLayout layout)
    {
        _layout = layout;
        _stands = new Stand[layout.EntryCount];
    }

    /// <summary>How an entry stands.</summary>
    internal ref Stand Of(in Entry entry) => ref _stands[_layout.NumberOf(entry)];

    /// <summary>Takes over what was told of the same entries, so that it ends with a line too; set-up only.</summary>
    internal void TakeOver(Disagreements old, PlanChange change)
    {
        for (int s = 0; s < _layout.ServiceCount; s++)
        {
            int before = change.OldService[s];
            if (before < 0)
            {
                continue;
            }

            Copy(old, Entry.OfService(before), Entry.OfService(s));
            Copy(old, Entry.OfExtras(before), Entry.OfExtras(s));
            if (_layout.HasFallback[s])
            {
                Copy(old, Entry.OfSlot(old._layout.RealCount + before), Entry.OfSlot(_layout.RealCount + s));
            }
        }

        for (int real = 0; real < _layout.RealCount; real++)
        {
            if (change.OldReal[real] >= 0)
            {
                Copy(old, Entry.OfSlot(change.OldReal[real]), Entry.OfSlot(real));
            }
        }
    }

    private void Copy(Disagreements old, in Entry from, in Entry to)
    {
        ref Stand stand = ref old.Of(from);
        if (stand.IsTold)
        {
            Of(to) = new Stand { SinceUs = stand.SinceUs, IsShown = true, IsTold = true };
        }
    }
}
