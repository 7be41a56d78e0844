using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Notify;
using LvsMon.Core.Tests.Support;
using Xunit;

namespace LvsMon.Core.Tests.Notify;

public sealed class NotifyPageTests
{
    [Fact]
    public void ReferencePage_Variables_AreThoseOfTheProgram()
    {
        string table = "| Variable | What stands in it |\n|---|---|\n"
            + string.Concat(NotifyVariables.All.Select(one => $"| `{one.Name}` | {one.Description} |\n"));

        (string page, string made) = PageParts.Read(
            "docs/reference/notify.md", new Dictionary<string, string> { ["variables"] = table });

        page.Should().Be(made);
    }
}
