using System.Collections.Generic;
using LvsMon.Checks.Dialogues;
using Xunit;

namespace LvsMon.Checks.Tests.Dialogues;

/// <summary>News servers.</summary>
public sealed class NntpTests : DialogueContractTests
{
    public NntpTests()
        : base(DialogueProtocols.Nntp)
    {
    }

    protected override IEnumerable<CheckSample> Samples
    {
        get
        {
            yield return Passes(None, "200 posting allowed\r\n205 bye\r\n", 205);
            yield return Passes(None, "201 no posting\n205\n", 205);
            yield return Waits(None, "200 a\r\n205 ");
            yield return Fails(None, "400 later\r\n", "400 later", 400);
            yield return Fails(None, "200 a\r\n500 what?\r\n", "500 what?", 500);
            yield return Breaks(None, "200-a\r\n", "200-a");
            yield return Breaks(None, "200 a\r\n205-b\r\n", "205-b");
            yield return Closes(None, "200 a\r\n", "200 a");
        }
    }

    [Fact]
    public void Dialogue_OfAPoliteServer_EndsWithItsGoodBye() => ShouldSay(
        None, ("200 a\r\n", "QUIT\r\n", "in the greeting"), ("205 b\r\n", "", "after QUIT"));
}
