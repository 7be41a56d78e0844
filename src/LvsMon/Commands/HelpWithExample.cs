using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LvsMon.Commands;

/// <summary>The standard help, then an example that works.</summary>
internal sealed class HelpWithExample : SynchronousCommandLineAction
{
    private readonly HelpAction _standard;

    public HelpWithExample(HelpAction standard)
    {
        _standard = standard;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = _standard.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IHasExample { Example: { } example })
        {
            parseResult.InvocationConfiguration.Output.WriteLine("Example:");
            parseResult.InvocationConfiguration.Output.WriteLine($"  {example}");
            parseResult.InvocationConfiguration.Output.WriteLine();
        }

        return code;
    }
}
