using System.Collections.Generic;
using FluentAssertions;
using LvsMon.Checks.Tcp;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Tcp;

public sealed class TcpPluginTests : CheckContractTests
{
    protected override ICheckPlugin Plugin { get; } = new TcpPlugin();

    protected override IEnumerable<CheckSample> Samples =>
    [
        new([], "", Closes: false, CheckReason.Connected),
        new([], "anything", Closes: true, CheckReason.Connected),
    ];

    [Fact]
    public void Connection_Made_PassesWithoutSending()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin));

        runner.Connect();

        runner.Result.Should().Be(new CheckResult(CheckReason.Connected));
        runner.Sent.Length.Should().Be(0);
    }
}
