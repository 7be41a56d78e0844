using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>
/// The three pipes of one child. All six ends are close-on-exec, the child's are put onto 0, 1 and 2 by the file
/// actions; only our ends are non-blocking, which the child does not see, each end being an open file of its own.
/// </summary>
internal unsafe struct ChildPipes
{
    internal const int NoDescriptor = -1;
    private const int Input = 0;
    private const int Count = 3;
    private fixed int _ours[Count];
    private fixed int _childs[Count];

    internal readonly int InputEnd => _ours[0];

    internal readonly int OutputEnd => _ours[1];

    internal readonly int ErrorEnd => _ours[2];

    internal static ChildPipes None()
    {
        ChildPipes pipes = default;
        for (int index = 0; index < Count; index++)
        {
            pipes._ours[index] = NoDescriptor;
            pipes._childs[index] = NoDescriptor;
        }

        return pipes;
    }

    /// <summary>Opens all three, or none.</summary>
    internal static OsError Open(out ChildPipes pipes)
    {
        pipes = None();
        int* ends = stackalloc int[2];
        for (int index = 0; index < Count; index++)
        {
            if (FileCalls.Pipe(ends, FileCalls.O_CLOEXEC) != 0)
            {
                OsError error = Errno.OfFile(Marshal.GetLastPInvokeError());
                pipes.CloseChildEnds();
                pipes.CloseOurEnds();
                return error;
            }

            bool weWrite = index == Input;
            pipes._ours[index] = weWrite ? ends[1] : ends[0];
            pipes._childs[index] = weWrite ? ends[0] : ends[1];
            int flags = (weWrite ? FileCalls.O_WRONLY : FileCalls.O_RDONLY) | FileCalls.O_NONBLOCK;
            _ = FileCalls.Control(pipes._ours[index], FileCalls.F_SETFL, flags);
        }

        return OsError.None;
    }

    /// <summary>Adds to initialised file actions that the child's ends become its 0, 1 and 2.</summary>
    internal readonly int AddTo(void* fileActions)
    {
        for (int index = 0; index < Count; index++)
        {
            int result = ProcessCalls.FileActionsDuplicate(fileActions, _childs[index], index);
            if (result != 0)
            {
                return result;
            }
        }

        return 0;
    }

    internal void CloseChildEnds()
    {
        for (int index = 0; index < Count; index++)
        {
            Close(ref _childs[index]);
        }
    }

    internal void CloseOurEnds()
    {
        for (int index = 0; index < Count; index++)
        {
            Close(ref _ours[index]);
        }
    }

    internal void CloseInput() => Close(ref _ours[0]);

    internal void CloseOutput() => Close(ref _ours[1]);

    internal void CloseError() => Close(ref _ours[2]);

    private static void Close(ref int descriptor)
    {
        if (descriptor != NoDescriptor)
        {
            _ = FileCalls.Close(descriptor);
            descriptor = NoDescriptor;
        }
    }
}
