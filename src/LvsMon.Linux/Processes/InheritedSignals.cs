using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>What whoever started us has said about signals: an ignored one stays ignored (signal(7)).</summary>
internal static unsafe class InheritedSignals
{
    /// <summary>Gives a signal its default action if it is ignored; a handler is left alone.</summary>
    internal static void DoNotIgnore(int signal)
    {
        // struct sigaction is 152 bytes here; its first field is the handler.
        byte* previous = stackalloc byte[256];
        if (ProcessCalls.SignalAction(signal, null, previous) == 0 && *(nint*)previous == ProcessCalls.SIG_IGN)
        {
            _ = ProcessCalls.Signal(signal, ProcessCalls.SIG_DFL);
        }
    }
}
