using System.Collections.Generic;

namespace LvsMon.Core.Planning;

/// <summary>
/// The names of the rules that planning holds to, in kebab case, beside those of reading. A name is never used again
/// for something else.
/// </summary>
public static class PlanningRules
{
    /// <summary>A check that is neither a plugin nor a named check.</summary>
    public const string UnknownCheck = "unknown-check";

    /// <summary>A named check with the name of a plugin.</summary>
    public const string CheckName = "check-name";

    /// <summary>A real server without a port whose check names none.</summary>
    public const string CheckPort = "check-port";

    /// <summary>A source address of another family than the address that is checked.</summary>
    public const string CheckSource = "check-source";

    /// <summary>A cause in <c>on-failure</c> that is no failure reason.</summary>
    public const string UnknownCause = "unknown-cause";

    /// <summary>More checks a second than could be made even if every server answered at once.</summary>
    public const string Load = "load";

    /// <summary>More checks in flight than allowed if every server hung; a warning.</summary>
    public const string InFlight = "in-flight";

    /// <summary>Silence passes, and times are too short to hear what would fail the check; a warning.</summary>
    public const string ShortSilence = "short-silence";

    /// <summary>A slow start of a weight that has no parts; a warning.</summary>
    public const string SlowStartWeight = "slow-start-weight";

    /// <summary>A program that others than root can change; a warning.</summary>
    public const string ProgramFile = "program-file";

    /// <summary>An agent without a check beside it.</summary>
    public const string AgentAlone = "agent-alone";

    /// <summary>More than one agent for a real server.</summary>
    public const string SecondAgent = "second-agent";

    /// <summary>A program of <c>notify</c> that cannot be run.</summary>
    public const string NotifyProgram = "notify-program";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        UnknownCheck,
        CheckName,
        CheckPort,
        CheckSource,
        UnknownCause,
        Load,
        InFlight,
        ShortSilence,
        SlowStartWeight,
        ProgramFile,
        AgentAlone,
        SecondAgent,
        NotifyProgram,
    ];
}
