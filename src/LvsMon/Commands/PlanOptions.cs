using System.CommandLine;
using LvsMon.Composition;

namespace LvsMon.Commands;

/// <summary>The options of the commands that look at a configuration, and the way from them to its plan.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string> _file = Options.File();
    private readonly Option<long> _interval = Options.Interval();

    /// <summary>Declares them for a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_interval);
    }

    /// <summary>The file as given.</summary>
    public string File(ParseResult result) => result.GetValue(_file)!;

    /// <summary>The interval in microseconds, null when not given.</summary>
    public long? IntervalUs(ParseResult result) => result.GetValue(_interval) is > 0 and long us ? us : null;

    /// <summary>Reads and plans the file; every mistake and warning goes to the error text.</summary>
    public LoadedPlan Load(ParseResult result)
    {
        LoadedPlan loaded = PlanLoader.Load(File(result), IntervalUs(result), PlanLoader.DescriptorLimits());
        loaded.Report(result.InvocationConfiguration.Error);
        return loaded;
    }
}
