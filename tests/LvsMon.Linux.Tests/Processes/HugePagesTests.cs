using System.IO;
using FluentAssertions;
using LvsMon.Linux.Processes;
using Xunit;

namespace LvsMon.Linux.Tests.Processes;

public sealed class HugePagesTests
{
    [Fact]
    public void Refuse_OnThisKernel_ShowsInTheStatusOfTheProcess()
    {
        HugePages.Refuse();

        File.ReadAllLines("/proc/self/status").Should().Contain("THP_enabled:\t0");
    }
}
