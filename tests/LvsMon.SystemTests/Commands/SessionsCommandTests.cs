using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>Asking a running daemon for sessions where there is no kernel's table; with one, the tests of the virtual
/// machine do.</summary>
public sealed class SessionsCommandTests
{
    [SystemFact]
    public void Sessions_WithoutAKernelsTable_SaysSoAndHasExitCodesOfItsOwn()
    {
        using TempFolder folder = new();
        folder.Write("lvsmon.conf", """
            virtual tcp 192.0.2.80:80 {
                name www
                service-set shop
                real 127.0.1.64:9 unmonitored
            }
            """);
        Ask(folder, "sessions").Code.Should().Be(69);
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
        Wait.Until(() => Ask(folder, "sessions").Code == 0, "it answers");

        Ask(folder, "sessions").Output.Should().Be(
            "SESSIONS OF                 ACTIVE  INACT  TOTAL\n"
            + "set shop (0 of 1 services)       -      -      -\n"
            + "  www                            -      -      -\n"
            + "    127.0.1.64:9                 -      -      -\n"
            + "sessions are not counted here\n");
        Ask(folder, "sessions", "shop", "www", "--json").Output.Should().Contain(
            "{\"type\":\"service-sessions\",\"service\":\"www\",\"set\":\"shop\",\"active\":null,");
        DaemonExit name = Ask(folder, "sessions", "nowhere");
        (name.Code, name.Errors).Should().Be(
            (66, "lvsmon: no service set and no virtual service is called \"nowhere\"\n"));
        Ask(folder, "sessions", "shop", "nowhere").Code.Should().Be(66);
        Ask(folder, "sessions", "a", "b", "c").Code.Should().Be(64);
        daemon.Errors.Should().NotContain("SESSIONS");
    }

    private static DaemonExit Ask(TempFolder folder, string command, params string[] words) =>
        DaemonProcess.Run([command, .. words, "--control", folder["c"]]);
}
