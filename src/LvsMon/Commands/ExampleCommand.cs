using System.CommandLine;

namespace LvsMon.Commands;

/// <summary>A command with an example.</summary>
internal sealed class ExampleCommand : Command, IHasExample
{
    public ExampleCommand(string name, string description, string example)
        : base(name, description)
    {
        Example = example;
    }

    /// <inheritdoc/>
    public string Example { get; }
}
