using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>Checks by hand against a server, and what must come of them.</summary>
internal static class HandChecks
{
    /// <summary>Starts a server and waits until the check passes: some servers listen before they serve.</summary>
    internal static void StartServing(RealServer server, params string[] check)
    {
        server.Start();
        DaemonExit last = default!;
        Wait.Until(
            () => (last = Check(server, check)).Code == 0, () => $"{check[0]} passes after the start: {last.Output}");
    }

    /// <summary>Up, hung, back, down.</summary>
    internal static void ShouldTell(RealServer server, params string[] check)
    {
        StartServing(server, check);
        ShouldPass(server, check);

        server.Freeze();
        ShouldFail(server, "receive timeout", [.. check, "--receive-timeout", "500ms"]);

        server.Thaw();
        ShouldPass(server, check);

        server.Stop();
        ShouldFail(server, "connect refused", check);
    }

    internal static void ShouldPass(RealServer server, params string[] check)
    {
        DaemonExit exit = Check(server, check);
        exit.Output.Should().StartWith("PASS ");
        exit.Code.Should().Be(0);
    }

    internal static void ShouldFail(RealServer server, string reason, params string[] check)
    {
        DaemonExit exit = Check(server, check);
        exit.Output.Should().StartWith("FAIL " + reason);
        exit.Code.Should().Be(2);
    }

    internal static DaemonExit Check(RealServer server, string[] check) =>
        DaemonProcess.Run(["check", .. check, server.Endpoint]);
}
