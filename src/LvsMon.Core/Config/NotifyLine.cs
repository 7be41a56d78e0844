using LvsMon.Core.Values;

namespace LvsMon.Core.Config;

/// <summary>One <c>notify</c> line: a program that is told of changes.</summary>
/// <param name="Event">Of which.</param>
/// <param name="Program">What is run, its arguments as written.</param>
/// <param name="Span">Where the path stands.</param>
public sealed record NotifyLine(NotifyEvent Event, ExternalProgram Program, SourceSpan Span)
{
    /// <summary>Most lines of a virtual service.</summary>
    public const int MaxLines = 4;

    /// <summary>Whether the line is for a change.</summary>
    public bool Wants(bool isUp) => Event == NotifyEvent.Any || (Event == NotifyEvent.Up) == isUp;

    /// <summary>True for a line that runs the same program for the same changes, wherever it stands.</summary>
    public bool IsSame(NotifyLine other)
    {
        if (Event != other.Event || Program.Path != other.Program.Path
            || Program.Arguments.Count != other.Program.Arguments.Count)
        {
            return false;
        }

        for (int index = 0; index < Program.Arguments.Count; index++)
        {
            if (!System.MemoryExtensions.SequenceEqual(
                Program.Arguments[index].Span, other.Program.Arguments[index].Span))
            {
                return false;
            }
        }

        return true;
    }
}
