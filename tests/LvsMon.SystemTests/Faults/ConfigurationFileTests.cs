using System;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>A configuration that is none: a clear word, exit 78 after a pause, the table as it was.</summary>
public sealed class ConfigurationFileTests
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    [SystemFact]
    public void Start_FileMissing_IsRefused() => ShouldRefuse(path => File.Delete(path));

    [SystemFact]
    public void Start_Folder_IsRefused() => ShouldRefuse(path => Directory.CreateDirectory(path));

    [SystemFact]
    public void Start_EmptyFile_IsRefused() => ShouldRefuse(path => File.WriteAllText(path, string.Empty));

    [SystemFact]
    public void Start_BinaryFile_IsRefused() => ShouldRefuse(path => File.Copy("/bin/ls", path));

    [SystemFact]
    public void Start_NulByte_IsRefused() => ShouldRefuse(
        path => File.WriteAllText(path, "virtual tcp\0 192.0.2.80:80 {\n}\n"));

    [SystemFact]
    public void Start_NotText_IsRefused() => ShouldRefuse(
        path => File.WriteAllBytes(path, [0xff, 0xfe, (byte)'\n', 0xc3]));

    [SystemFact]
    public void Start_OneByteTooLong_IsRefused() => ShouldRefuse(path =>
    {
        using FileStream file = File.Create(path);
        byte[] comment = Encoding.ASCII.GetBytes(new string('#', 119) + "\n");
        while (file.Length + comment.Length <= MaxBytes)
        {
            file.Write(comment);
        }

        file.Write(comment, 0, (int)(MaxBytes + 1 - file.Length));
    });

    [SystemFact]
    public void Start_EndlessDevice_IsRefused() => ShouldRefuse(path => File.CreateSymbolicLink(path, "/dev/zero"));

    [SystemFact(Needs.Root, "setpriv")]
    public void Start_NotReadable_IsRefused() => ShouldRefuse(
        path =>
        {
            File.WriteAllText(path, "virtual tcp 192.0.2.80:80 {\n}\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        },
        AsNobody);

    [SystemFact]
    public void Start_ManyMistakes_AreAllShown()
    {
        DaemonExit exit = ShouldRefuse(path => File.WriteAllText(path, """
            virtual tcp 10.0.0.300:80 {
                schedular rr
                real 10.0.0.1:80 weight 99999
            }

            """));

        exit.Errors.Should().ContainAll(":1:13: error:", ":2:5: error:", "did you mean \"scheduler\"?", ":3:", "^^^^");
    }

    [SystemFact]
    public void CheckConfig_GoodAndBad_SaysTheSameAsTheStart()
    {
        using TempFolder folder = new();
        string good = folder.Write("good.conf", "virtual tcp 192.0.2.80:80 {\n    real 127.0.1.41:80\n}\n");
        string bad = folder.Write("bad.conf", "virtual tcp 192.0.2.80:80 {\n    reel 127.0.1.41:80\n}\n");

        DaemonExit accepted = DaemonProcess.Run("check-config", "--file", good);
        DaemonExit refused = DaemonProcess.Run("check-config", "--file", bad);

        accepted.Code.Should().Be(0);
        accepted.Output.Should().Be($"{good}: 1 virtual service, 1 real server, 1 check; no mistake found\n");
        refused.Code.Should().Be(78);
        refused.Errors.Should().Contain(":2:5: error:").And.Contain("did you mean \"real\"?");
        refused.Life.Should().BeGreaterThan(TimeSpan.FromSeconds(0.5));
    }

    private static DaemonExit ShouldRefuse(Action<string> make, string[]? prefix = null)
    {
        using Director director = new();
        director.Table.Table = Pair.Foreign;
        director.Syslog.Bind();
        make(director.Configuration);

        director.StartDaemon(prefix ?? []);
        DaemonExit exit = director.Daemon.WaitForExit(Wait.Patience);

        exit.Code.Should().Be(78, exit.Errors);
        exit.Errors.Should().Contain("lvsmon.conf").And.Contain("error").And.Contain("nothing was changed");
        exit.Errors.Length.Should().BeLessThan(20_000);
        (exit.Output + exit.Errors).Should().NotContainAny("Exception", "Unhandled", "System.", "   at ", "\0");
        exit.Life.Should().BeGreaterThan(TimeSpan.FromSeconds(0.5)).And.BeLessThan(TimeSpan.FromSeconds(2));
        director.Table.Table.Should().Equal(Pair.Foreign);
        return exit;
    }
}
