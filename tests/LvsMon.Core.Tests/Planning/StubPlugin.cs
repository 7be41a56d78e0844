using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Core.Tests.Planning;

/// <summary>A plugin with one option, <c>--text</c>; the text <c>wrong</c> does not compile.</summary>
internal sealed class StubPlugin : ICheckPlugin
{
    private static readonly CheckOption TextOption = new("--text", "TEXT", "Any text.");

    internal StubPlugin(string name)
    {
        Name = name;
    }

    public string Name { get; }

    public string Summary => "A stub.";

    public string Example => $"{Name} 10.0.0.1:80";

    public IReadOnlyList<CheckOption> Options { get; } = [TextOption];

    /// <summary>How often it was asked to compile.</summary>
    internal int Compiled { get; private set; }

    internal int BufferBytes { get; init; }

    /// <summary>What no answer is to its checks.</summary>
    internal CheckReason Silence { get; init; } = CheckReason.ReceiveTimeout;

    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        Compiled++;
        if (options.Text(TextOption) == "wrong")
        {
            diagnostics.Error(TextOption, "the text is wrong; write another");
            return null;
        }

        return new StubProgram($"{Name} {options.Canonical(Options)}", BufferBytes) { NoAnswer = Silence };
    }
}
