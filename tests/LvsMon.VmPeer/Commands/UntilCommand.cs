using System.Text;
using System.Threading;
using LvsMon.VmPeer.Files;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>until</c>: waits for a text to come into a file or to go from it.</summary>
internal static class UntilCommand
{
    internal static int Run(ArgumentReader arguments)
    {
        using PolledFile file = new(arguments.Word("PATH"));
        long timeoutUs = arguments.Number("TIMEOUTMS", 0) * 1000L;
        bool isPresent = arguments.Word("present|absent") switch
        {
            "present" => true,
            "absent" => false,
            string other => throw new UsageException($"present or absent expected, not '{other}'"),
        };
        byte[] text = Encoding.UTF8.GetBytes(arguments.Word("TEXT"));
        arguments.End();
        long startUs = MonotonicTime.NowUs;
        while (true)
        {
            bool isThere = Lines.Count(file.Read(), text) > 0;
            long nowUs = MonotonicTime.NowUs;
            bool isDone = isThere == isPresent;
            if (isDone || nowUs - startUs >= timeoutUs)
            {
                using RecordWriter output = RecordWriter.Output();
                output.Write($"{nowUs} elapsed={nowUs - startUs}");
                return isDone ? 0 : 1;
            }

            Thread.Sleep(1);
        }
    }
}
