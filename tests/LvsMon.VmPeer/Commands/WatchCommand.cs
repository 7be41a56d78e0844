using System;
using System.Text;
using System.Threading;
using LvsMon.VmPeer.Files;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>watch</c>: every state of the kernel's table, in order, with the time it was first seen.</summary>
internal static class WatchCommand
{
    internal static int Run(ArgumentReader arguments)
    {
        string path = arguments.Word("LOG");
        using PolledFile table = new(arguments.HasMore ? arguments.Word("PATH") : "/proc/net/ip_vs");
        arguments.End();
        using RecordWriter log = RecordWriter.Append(path);
        byte[] seen = [];
        byte[] state = [];
        int seenLength = -1;
        long number = 0;
        long usedUs = UsedUs();
        while (true)
        {
            ReadOnlySpan<byte> content = table.Read();
            long nowUs = MonotonicTime.NowUs;
            if (state.Length <= content.Length)
            {
                Array.Resize(ref state, 2 * (content.Length + 1));
            }

            int length = TableState.Reduce(content, state);
            if (length != seenLength || !state.AsSpan(0, length).SequenceEqual(seen.AsSpan(0, seenLength)))
            {
                (seen, state) = (state, seen);
                seenLength = length;
                string rows = Encoding.ASCII.GetString(seen, 0, length);
                log.Write($"{nowUs} state {++number}\n{rows}");
            }

            long used = UsedUs();
            Thread.Sleep(Rest.AfterMs(used - usedUs));
            usedUs = used;
        }
    }

    // Processor time, not time that went by: while others run there is no reason to look less often.
    private static long UsedUs() => Environment.CpuUsage.TotalTime.Ticks / TimeSpan.TicksPerMicrosecond;
}
