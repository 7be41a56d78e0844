using System.Collections.Generic;
using LvsMon.Checks.Dialogues;
using Xunit;

namespace LvsMon.Checks.Tests.Dialogues;

/// <summary>FTP servers.</summary>
public sealed class FtpTests : DialogueContractTests
{
    public FtpTests()
        : base(DialogueProtocols.Ftp)
    {
    }

    protected override IEnumerable<CheckSample> Samples
    {
        get
        {
            yield return Passes(None, "220 (vsFTPd 3.0.3)\r\n221 Goodbye.\r\n", 221);
            yield return Passes(None, "120 wait\r\n220-a\r\n 500 b\r\n220 c\r\n221-d\r\ntext\r\n221 e\r\n", 221);
            yield return Waits(None, "220 a\r\n221-b\r\n221\r");
            yield return Fails(None, "421 too many\r\n", "421 too many", 421);
            yield return Fails(None, "220 a\r\n500 what?\r\n", "500 what?", 500);
            yield return Fails(None, "220 a\r\n120 later\r\n", "120 later", 120);
            yield return Fails(None, "220 a\r\n000 odd\r\n", "000 odd");
            yield return Breaks(None, "220 a\r\nbye\r\n", "bye");
            yield return Closes(None, "220 a\r\n", "220 a");
        }
    }

    [Fact]
    public void Dialogue_OfAPoliteServer_EndsWithItsGoodBye() => ShouldSay(
        None, ("220 a\r\n", "QUIT\r\n", "in the greeting"), ("221 b\r\n", "", "after QUIT"));
}
