using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace LvsMon.Linux.Tests.Support;

/// <summary>
/// A thread as the daemon's: without a context or scheduler to which tasks would hand their continuations, as the test
/// runner's threads have one.
/// </summary>
internal static class LoopThread
{
    /// <summary>Runs it to its end.</summary>
    internal static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
