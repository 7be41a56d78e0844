using System.Threading;

namespace LvsMon.Commands;

/// <summary>
/// LVSmon's rule: pause before exiting with an error, so that whoever starts it again at once does not storm. The
/// daemon's start and <c>check-config</c> do so.
/// </summary>
internal static class StartFailure
{
    private const int PauseMs = 500;

    /// <summary>Pauses, then gives the exit code.</summary>
    public static int Pause(ExitCode code)
    {
        Thread.Sleep(PauseMs);
        return (int)code;
    }
}
