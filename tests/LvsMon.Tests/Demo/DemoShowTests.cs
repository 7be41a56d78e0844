using FluentAssertions;
using LvsMon.Demo;
using LvsMon.Tests.Commands;
using LvsMon.Tests.Support;
using Xunit;

namespace LvsMon.Tests.Demo;

public sealed class DemoShowTests
{
    [Fact]
    public void Configuration_OfTheShow_HasNoMistake()
    {
        using TestFile file = new(
            DemoShow.Configuration(["127.0.1.1:40001", "127.0.1.2:40002", "127.0.1.3:40003"]));

        CommandRun run = CommandRun.Of("check-config", "--file", file.Path);

        run.Error.Should().BeEmpty();
        run.Output.Should().Contain("1 virtual service, 3 real servers, 3 checks");
    }
}
