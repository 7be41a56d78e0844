using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary><c>lvsmon disable</c>, <c>enable</c>, <c>drain</c> and <c>weight</c>: an operator's order about one real
/// server, and how the table follows.</summary>
internal sealed class OrderCommand
{
    /// <summary>How long the table may take to follow before that is told, microseconds.</summary>
    private const long PatienceUs = 5_000_000;

    private const int MaxWeight = 65_535;
    private const string UntilEmpty = "conns=0";

    private readonly ControlOptions _options = new();
    private readonly Argument<string> _service = new("SERVICE") { Description = "The virtual service's name." };
    private readonly Argument<string> _real = ControlOptions.Real();
    private readonly ExampleCommand _command;

    private OrderCommand(string word, string description, string example)
    {
        _command = new ExampleCommand(word, description, example);
        _command.Arguments.Add(_service);
        _command.Arguments.Add(_real);
    }

    /// <summary>Makes <c>disable</c>.</summary>
    public static Command Disable()
    {
        OrderCommand order = new(
            "disable",
            "Take a real server out of the table until it is enabled; its checks go on.",
            "lvsmon disable www 10.0.0.11:80");
        Option<bool> force = Force();
        return order.Finish([force], (question, result) => question.With("force", result.GetValue(force)));
    }

    /// <summary>Makes <c>enable</c>.</summary>
    public static Command Enable()
    {
        OrderCommand order = new(
            "enable",
            "End every order about a real server: its checks and its configured weight decide again.",
            "lvsmon enable www 10.0.0.11:80");
        return order.Finish([], (question, _) => question);
    }

    /// <summary>Makes <c>drain</c>.</summary>
    public static Command Drain()
    {
        OrderCommand order = new(
            "drain",
            "Let a real server finish its connections and take it out of the table then, until it is enabled.",
            "lvsmon drain www 10.0.0.11:80 --until 10m");
        Option<string> until = new("--until")
        {
            Description = "Take it out when its connections have ended (conns=0), or at the latest after a time.",
            HelpName = "conns=0|TIME",
            DefaultValueFactory = _ => UntilEmpty,
        };
        until.Validators.Add(RefuseUntil);
        Option<bool> force = Force();
        return order.Finish([until, force], (question, result) => question
            .With("limit_us", LimitUs(result.GetValue(until)!))
            .With("force", result.GetValue(force)));
    }

    /// <summary>Makes <c>weight</c>.</summary>
    public static Command Weight()
    {
        OrderCommand order = new(
            "weight",
            "Give a real server another weight than the configured one, until it is enabled.",
            "lvsmon weight www 10.0.0.11:80 5");
        Argument<int> weight = new("WEIGHT") { Description = "0 to 65535; 0 takes no new connections." };
        weight.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > MaxWeight)
            {
                result.AddError($"a weight is 0 to {MaxWeight}");
            }
        });
        order._command.Arguments.Add(weight);
        Option<bool> force = Force();
        return order.Finish([force], (question, result) => question
            .With("weight", result.GetValue(weight))
            .With("force", result.GetValue(force)));
    }

    private static Option<bool> Force() => new("--force")
    {
        Description = "Do it although no other real server would carry the traffic.",
    };

    private static void RefuseUntil(OptionResult result)
    {
        string text = result.GetValueOrDefault<string>() ?? "";
        if (text != UntilEmpty && !DurationText.TryParse(text, out _))
        {
            result.AddError($"--until is {UntilEmpty} or a time, for example 10m; not \"{text}\"");
        }
    }

    private static long? LimitUs(string until) =>
        until != UntilEmpty && DurationText.TryParse(until, out long us) ? us : null;

    private ExampleCommand Finish(Option[] more, Func<ControlQuestion, ParseResult, ControlQuestion> complete)
    {
        _options.AddTo(_command);
        foreach (Option option in more)
        {
            _command.Options.Add(option);
        }

        _command.SetAction(result =>
        {
            ControlQuestion question = new ControlQuestion(_command.Name)
                .With("service", result.GetValue(_service))
                .With("real", result.GetValue(_real));
            ControlCall call = _options.Call(result);
            ExitCode code = call.Ask(complete(question, result), out List<ControlDocument> documents);
            if (code != ExitCode.Success)
            {
                return (int)code;
            }

            TextWriter output = result.InvocationConfiguration.Output;
            if (_options.Json(result))
            {
                output.WriteLine(documents[0].Line);
                return (int)code;
            }

            return (int)Follow(call, documents[0], output);
        });
        return _command;
    }

    /// <summary>Says what holds, once the table is what it should be.</summary>
    private static ExitCode Follow(ControlCall call, ControlDocument order, TextWriter output)
    {
        RealWatch watch = new(call);
        ExitCode code = watch.Until(order, PatienceUs, IsFollowed, out ControlDocument real, out bool isMet);
        if (code != ExitCode.Success)
        {
            return code;
        }

        string what = order.Text("order") is { Length: > 0 } word ? word
            : order.NumberOrNull("ordered_weight") is null ? "enabled"
            : "weight ordered";
        string table = real.NumberOrNull("in_table") is { } weight
            ? string.Create(CultureInfo.InvariantCulture, $"in the table with weight {weight}")
            : "not in the table";
        output.WriteLine($"{order.Text("service")} {order.Text("real")}: {what}; {real.Text("state")}, {table}"
            + (isMet ? "" : "; the table has not followed yet, see lvsmon status"));
        return code;
    }

    private static bool IsFollowed(ControlDocument daemon, ControlDocument real) =>
        daemon.Flag("table_known") && real.NumberOrNull("wanted") == real.NumberOrNull("in_table");
}
