using FluentAssertions;
using LvsMon.Core.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class ColdTableTests
{
    [Fact]
    public void Text_BeforeAnyVerdict_HasServicesUnmonitoredAndFallbacks() =>
        ColdTable.Text(new PlanMaker()
            .Service("tcp 10.0.0.1:80", fallback: "127.0.0.1:8080").Real("10.1.0.1:80")
            .Service("tcp 10.0.0.1:81", fallback: "127.0.0.1:8080").Real("10.1.0.2:80", 4, unmonitored: true)
            .Build()).Should().Be(
                "-A -t 10.0.0.1:80 -s wlc\n-a -t 10.0.0.1:80 -r 127.0.0.1:8080 -m -w 1\n"
                + "-A -t 10.0.0.1:81 -s wlc\n-a -t 10.0.0.1:81 -r 10.1.0.2:80 -m -w 4\n");
}
