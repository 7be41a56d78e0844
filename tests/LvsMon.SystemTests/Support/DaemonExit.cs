using System;

namespace LvsMon.SystemTests.Support;

/// <summary>How a run of lvsmon ended.</summary>
/// <param name="Code">The exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="Life">From the start to the end.</param>
internal sealed record DaemonExit(int Code, string Output, string Errors, TimeSpan Life);
