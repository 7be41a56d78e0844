using System;
using System.Linq;
using Xunit;

namespace LvsMon.SystemTests.Support;

/// <summary>
/// A test of the system level. It is skipped, with the reason, unless LVSMON_SYSTEM_TESTS=1 asks for it and the machine
/// has what it needs.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemFactAttribute : FactAttribute
{
    /// <summary>The variable that switches the system tests on.</summary>
    public const string Switch = "LVSMON_SYSTEM_TESTS";

    /// <summary>Declares a test.</summary>
    /// <param name="needs">Words of <see cref="Needs"/> or names of programs.</param>
    public SystemFactAttribute(params string[] needs)
    {
        Skip = Environment.GetEnvironmentVariable(Switch) != "1"
            ? $"a system test; {Switch}=1 runs it"
            : needs.Select(Needs.WhyMissing).FirstOrDefault(reason => reason is not null);
    }
}
