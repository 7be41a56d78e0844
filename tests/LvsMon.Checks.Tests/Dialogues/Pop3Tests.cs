using System.Collections.Generic;
using LvsMon.Checks.Dialogues;
using Xunit;

namespace LvsMon.Checks.Tests.Dialogues;

/// <summary>POP3 servers.</summary>
public sealed class Pop3Tests : DialogueContractTests
{
    public Pop3Tests()
        : base(DialogueProtocols.Pop3)
    {
    }

    protected override IEnumerable<CheckSample> Samples
    {
        get
        {
            yield return Passes(None, "+OK Dovecot ready.\r\n+OK Logging out\r\n");
            yield return Passes(None, "+OK\n+OK\n");
            yield return Waits(None, "+OK ready\r\n+OK");
            yield return Fails(None, "-ERR busy\r\n", "-ERR busy");
            yield return Fails(None, "+OK ready\r\n-ERR what?\r\n", "-ERR what?");
            yield return Breaks(None, "+OKAY\r\n", "+OKAY");
            yield return Breaks(None, "+OK ready\r\nbye\r\n", "bye");
            yield return Closes(None, "+OK ready\r\n", "+OK ready");
            yield return Closes(None, "+OK ready\r\n+OK", "+OK");
        }
    }

    [Fact]
    public void Dialogue_OfAPoliteServer_EndsWithItsGoodBye() => ShouldSay(
        None, ("+OK ready\r\n", "QUIT\r\n", "in the greeting"), ("+OK\r\n", "", "after QUIT"));
}
