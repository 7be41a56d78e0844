using System;
using System.IO;
using System.Text;
using LvsMon.Linux.Logging;

namespace LvsMon.Commands;

/// <summary>Standard output and standard error.</summary>
internal static class StandardStreams
{
    private static readonly StandardStream OutputStream = new(1);
    private static readonly OutputReader Reader = new();

    /// <summary>Standard output.</summary>
    public static TextWriter Output { get; } = Open(OutputStream);

    /// <summary>Standard error.</summary>
    public static TextWriter Error { get; } = Open(new StandardStream(2));

    /// <summary>What may be written to an output besides its text.</summary>
    public static OutputStyle StyleOf(TextWriter output) => OutputStyle.Of(
        ReferenceEquals(output, Output) && !Console.IsOutputRedirected,
        Environment.GetEnvironmentVariable("TERM"),
        Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Waits for as long as standard output is of use to anybody.</summary>
    /// <param name="waitMs">How long at most, milliseconds.</param>
    /// <returns>False when nobody reads it any more, or it takes nothing.</returns>
    public static bool IsTaken(int waitMs) => OutputStream.Why is null && Reader.Stays(waitMs);

    /// <summary>A command that did what it should has not, when its output is not there.</summary>
    /// <param name="code">The exit code without that.</param>
    /// <returns>The exit code.</returns>
    public static int CodeWith(int code)
    {
        if (code != (int)ExitCode.Success || OutputStream.Why is not { } why)
        {
            return code;
        }

        Error.WriteLine($"lvsmon: standard output: {why}");
        return (int)ExitCode.OutputLost;
    }

    private static TextWriter Open(StandardStream stream) => TextWriter.Synchronized(
        new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
}
