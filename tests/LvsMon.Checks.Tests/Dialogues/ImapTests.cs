using System.Collections.Generic;
using LvsMon.Checks.Dialogues;
using Xunit;

namespace LvsMon.Checks.Tests.Dialogues;

/// <summary>IMAP servers.</summary>
public sealed class ImapTests : DialogueContractTests
{
    public ImapTests()
        : base(DialogueProtocols.Imap)
    {
    }

    protected override IEnumerable<CheckSample> Samples
    {
        get
        {
            yield return Passes(None, "* OK ready\r\n* BYE Logging out\r\nA1 OK Logout completed.\r\n");
            yield return Passes(None, "* PREAUTH ready\r\n* CAPABILITY A1 NO\r\n* BYE\r\nA1 OK\r\n");
            yield return Passes(None, "* ok ready\n* bye\na1 ok\n");
            yield return Waits(None, "* OK ready\r\n* BYE\r\n");
            yield return Fails(None, "* BYE too busy\r\n", "* BYE too busy");
            yield return Fails(None, "* OK ready\r\nA1 NO\r\n", "A1 NO");
            yield return Fails(None, "* OK ready\r\n* BYE\r\nA1 BAD what?\r\n", "A1 BAD what?");
            yield return Breaks(None, "+OK ready\r\n", "+OK ready");
            yield return Breaks(None, "* OK ready\r\nA2 OK\r\n", "A2 OK");
            yield return Breaks(None, "* OK ready\r\n+ go on\r\n", "+ go on");
            yield return Breaks(None, "* OK ready\r\nA1 OKAY\r\n", "A1 OKAY");
            yield return Closes(None, "* OK ready\r\n* BYE\r\n", "* BYE");
        }
    }

    [Fact]
    public void Dialogue_OfAPoliteServer_EndsWithItsGoodBye() => ShouldSay(
        None,
        ("* OK ready\r\n", "A1 LOGOUT\r\n", "in the greeting"),
        ("* BYE\r\n", "", "after LOGOUT"),
        ("A1 OK\r\n", "", "after LOGOUT"));
}
