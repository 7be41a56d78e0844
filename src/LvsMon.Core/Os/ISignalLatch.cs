namespace LvsMon.Core.Os;

/// <summary>Signals as values: the latch is a slot of the wait (<see cref="Ready.Signals"/>), no handler of ours
/// runs.</summary>
public interface ISignalLatch
{
    /// <summary>Takes the signals that have arrived; a signal that came several times counts once.</summary>
    SignalSet Take();
}
