using System.IO;
using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Lvs.Memory;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Memory;

public sealed class DryRunRunnerTests
{
    [Fact]
    public void Keeper_OverDryRun_WritesEachLineOnceAndIsInStep()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80").Build();
        using StringWriter lines = new();
        TableKeeper keeper = new(plan, new DryRunRunner(lines), new TableKeeperOptions());
        FactStream facts = new(new DetailPool(), keeper);
        keeper.BeginStart(1);
        facts.Flush(1);
        facts.Post(new Fact(FactKind.Up) { Real = 0, Service = 0 });
        facts.Flush(1);
        facts.Flush(100_000_000);

        lines.ToString().Should().Be("-A -t 10.0.0.1:80 -s wlc\n-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 1\n");
        keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void DryRun_Timeouts_ArePrintedAsTheCommand()
    {
        StringWriter lines = new();
        DryRunRunner runner = new(lines);
        int look = runner.Prepare("/usr/sbin/ipvsadm", "-L", "--timeout");
        int set = runner.Prepare("/usr/sbin/ipvsadm", "--set", "120", "0", "60");

        runner.Start(look, default);
        runner.Start(set, default);

        lines.ToString().Should().Be("--set 120 0 60\n");
    }
}
