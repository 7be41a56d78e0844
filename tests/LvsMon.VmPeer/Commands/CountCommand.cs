using System.Globalization;
using System.Text;
using LvsMon.VmPeer.Files;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>count</c>: how many lines of a file contain a text.</summary>
internal static class CountCommand
{
    internal static int Run(ArgumentReader arguments)
    {
        using PolledFile file = new(arguments.Word("PATH"));
        byte[] text = Encoding.UTF8.GetBytes(arguments.Word("TEXT"));
        arguments.End();
        using RecordWriter output = RecordWriter.Output();
        output.Write(Lines.Count(file.Read(), text).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
