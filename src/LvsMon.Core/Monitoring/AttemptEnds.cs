using LvsMon.Core.Checks;
using LvsMon.Core.Os;

namespace LvsMon.Core.Monitoring;

/// <summary>What the end of an attempt is called that its check did not decide.</summary>
internal static class AttemptEnds
{
    /// <summary>True when a peer may have ended an attempt so because we did not answer it in time, or a program
    /// because the whole machine stood still; and a program may have missed its turn because nobody gave it one.
    /// </summary>
    public static bool MayBeOurDoing(CheckReason reason) => reason is CheckReason.ConnectTimeout
        or CheckReason.SendTimeout or CheckReason.ReceiveTimeout or CheckReason.ClosedEarly
        or CheckReason.ReceiveReset or CheckReason.ConnectReset or CheckReason.Silent
        or CheckReason.TlsHandshake or CheckReason.TlsTimeout or CheckReason.TlsAlert
        or CheckReason.ExitRefused or CheckReason.ProgramBroke or CheckReason.ProgramTimeout
        or CheckReason.TooManyPrograms;

    /// <summary>The end by the deadline of a phase.</summary>
    public static CheckReason TimeoutOf(MonitorPhase phase, CheckProgram program) => phase switch
    {
        MonitorPhase.Connect or MonitorPhase.ConResult => program.Runs is null
            ? CheckReason.ConnectTimeout : CheckReason.TooManyPrograms,
        MonitorPhase.Query => CheckReason.SendTimeout,
        MonitorPhase.Handshake => CheckReason.TlsTimeout,
        _ => program.Silence,
    };

    /// <summary>The end by what a check says when nothing more comes.</summary>
    public static CheckResult AtTheEnd(in CheckStep step) =>
        step.Kind == CheckStepKind.Done ? step.Result : new CheckResult(CheckReason.ClosedEarly);

    /// <summary>The end by an error before the connection stood or the program ran.</summary>
    public static CheckReason WhileBeginning(OsError error, bool isProgram) =>
        isProgram ? ConnectErrors.WhileStarting(error) : ConnectErrors.WhileConnecting(error);
}
