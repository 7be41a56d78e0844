using System.Globalization;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>now</c>: the time.</summary>
internal static class NowCommand
{
    internal static int Run(ArgumentReader arguments)
    {
        arguments.End();
        using RecordWriter output = RecordWriter.Output();
        output.Write(MonotonicTime.NowUs.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
