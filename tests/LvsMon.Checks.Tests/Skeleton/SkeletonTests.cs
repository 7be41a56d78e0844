using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Skeleton;

/// <summary>The contract test of a check to copy: samples of everything that a server may answer.</summary>
public sealed class SkeletonTests : CheckContractTests
{
    private static readonly string[] None = [];

    protected override ICheckPlugin Plugin { get; } = new SkeletonPlugin();

    protected override IEnumerable<CheckSample> Samples =>
    [
        new(None, "READY\r\n", Closes: false, CheckReason.Matched),
        new(None, "READY for 3 days\n", Closes: false, CheckReason.Matched),
        new(["--word", "UP"], "UP\n", Closes: false, CheckReason.Matched),
        new(None, "READY", Closes: false, CheckReason.None),
        new(None, "READYING\r\n", Closes: false, CheckReason.Mismatch) { Evidence = "READYING" },
        new(None, "BUSY\r\n", Closes: false, CheckReason.Mismatch) { Evidence = "BUSY" },
        new(None, "REA", Closes: true, CheckReason.ClosedEarly) { Evidence = "REA" },
        new(None, $"READY {new string('x', 1000)}", Closes: true, CheckReason.TooLong),
    ];

    [Fact]
    public void Connection_Made_AsksForTheStatus()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin));
        runner.Connect();

        Encoding.ASCII.GetString(runner.Sent.Span).Should().Be("STATUS\r\n");
    }

    [Fact]
    public void Word_ThatIsNone_IsRefused() =>
        CheckCompiler.Errors(Plugin, "--word", "not this").Should().ContainSingle()
            .Which.Should().Contain("is not 1 to 32 letters");
}
