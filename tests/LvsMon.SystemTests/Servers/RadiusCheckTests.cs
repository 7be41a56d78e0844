using System;
using System.Globalization;
using System.IO;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using static LvsMon.SystemTests.Servers.HandChecks;

namespace LvsMon.SystemTests.Servers;

/// <summary>The check <c>radius</c> against FreeRADIUS.</summary>
public sealed class RadiusCheckTests
{
    private const string Address = "127.0.1.95";

    [SystemFact("freeradius", "setsid")]
    public void Radius_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using FreeradiusServer server = new(folder, "radius", Address);
        ShouldTell(server, "radius", "--secret", server.SecretFile);
    }

    [SystemFact("freeradius", "setsid")]
    public void Radius_OfEveryKind_IsAnsweredAsTheServerKnowsIt()
    {
        using TempFolder folder = new();
        using FreeradiusServer server = new(folder, "radius", Address);
        string[] status = ["radius", "--secret", server.SecretFile];
        string[] user = [.. status, "--user", "nemo", "--password", server.PasswordFile];
        string[] wrong = [.. status, "--user", "nemo", "--password", folder.Write("wrong", "cosine")];
        StartServing(server, status);
        string before = server.Log;

        ShouldPass(server, status);
        string accounting = string.Create(CultureInfo.InvariantCulture, $"{Address}:{server.AccountingPort}");
        DaemonProcess.Run(["check", .. status, accounting]).Output.Should().StartWith("PASS matched in ");
        server.Log.Should().Be(before, "status requests leave no line");

        ShouldPass(server, user);
        ShouldPass(server, [.. user, "--expect", "any"]);
        ShouldFail(server, "mismatch \"Access-Accept\"", [.. user, "--expect", "reject"]);
        ShouldFail(server, "mismatch \"Access-Reject\"", wrong);
        ShouldPass(server, [.. wrong, "--expect", "reject"]);
        ShouldPass(server, [.. wrong, "--expect", "any"]);
        Wait.Until(
            () => server.Log[before.Length..].Contains("Login OK: [nemo]", StringComparison.Ordinal),
            "logins are logged");

        string stranger = folder.Write("stranger", "another secret");
        ShouldFail(server, "receive timeout", "radius", "--secret", stranger, "--receive-timeout", "500ms");
    }

    [SystemFact("freeradius", "setsid")]
    public void Radius_WholeLifeOfAServer_IsFollowedByTheDaemon()
    {
        using Director director = new();
        using FreeradiusServer server = new(director.Folder, "radius", Address);
        StartServing(server, "radius", "--secret", server.SecretFile);
        director.Configure($$"""
            defaults {
                interval        200ms
                receive-timeout 500ms
                fall            2
            }
            virtual udp 192.0.2.12:1812 {
                name  radius
                check radius --secret {{server.SecretFile}}
                real  {{server.Endpoint}}
            }

            """);
        director.Start();
        director.Journal.ShouldComeTo($"UP radius {server.Endpoint}: matched; *");

        server.Freeze();
        director.Journal.ShouldComeTo($"DOWN radius {server.Endpoint}: receive timeout; 2 of 2 failed; *");
        server.Thaw();
        director.Journal.ShouldComeTo($"UP radius {server.Endpoint}: matched; *");

        // Nothing but the file changes: the new secret must count all the same.
        string secret = File.ReadAllText(server.SecretFile);
        File.WriteAllText(server.SecretFile, "another secret");
        director.Daemon.Signal(Signals.Hangup);
        director.Journal.ShouldComeTo($"DOWN radius {server.Endpoint}: receive timeout; *");
        File.WriteAllText(server.SecretFile, secret);
        director.Daemon.Signal(Signals.Hangup);
        director.Journal.ShouldComeTo($"UP radius {server.Endpoint}: matched; *");

        server.Stop();
        director.Journal.ShouldComeTo($"DOWN radius {server.Endpoint}: connect refused; 2 of 2 failed; *");
        director.ShouldHaveTable("-A -u 192.0.2.12:1812 -s wlc");
    }
}
