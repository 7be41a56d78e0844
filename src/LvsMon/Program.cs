using LvsMon.Commands;

namespace LvsMon;

/// <summary>The entry point.</summary>
internal static class Program
{
    private static int Main(string[] args) =>
        StandardStreams.CodeWith(CommandLine.Run(args, StandardStreams.Output, StandardStreams.Error));
}
