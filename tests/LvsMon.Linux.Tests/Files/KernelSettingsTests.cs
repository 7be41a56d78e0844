using System;
using System.IO;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Files;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Files;

public sealed class KernelSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0\n", 0)]
    [InlineData("1\n", 1)]
    [InlineData("-1\n", -1)]
    [InlineData("2147483647\n", int.MaxValue)]
    [InlineData("7", 7)]
    public void Read_ANumber_IsIt(string text, int expected)
    {
        _folder.Write("expire_nodest_conn", text);

        Settings().Read(KernelSetting.ExpireNodestConn, out int value).Should().Be(OsError.None);
        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("one\n")]
    [InlineData("1 2\n")]
    [InlineData("1\n1\n")]
    [InlineData("99999999999\n")]
    [InlineData("00000000000000000001\n")]
    public void Read_AnythingElse_IsAnError(string text)
    {
        _folder.Write("conn_reuse_mode", text);

        Settings().Read(KernelSetting.ConnReuseMode, out _).Should().Be(OsError.Other);
    }

    [Fact]
    public void Read_NotThere_SaysSo()
    {
        Settings().Read(KernelSetting.ExpireQuiescentTemplate, out int value).Should().Be(OsError.NotFound);
        value.Should().Be(0);
        new KernelSettings(_folder.File("absent")).Read(KernelSetting.ConnReuseMode, out _)
            .Should().Be(OsError.NotFound);
    }

    [Fact]
    public void Write_EachSetting_GoesToItsFile()
    {
        string[] names = ["expire_nodest_conn", "expire_quiescent_template", "conn_reuse_mode"];
        foreach (string name in names)
        {
            _folder.Write(name, "0\n");
        }

        KernelSettings settings = Settings();
        for (int i = 0; i < KernelSettingNames.Count; i++)
        {
            settings.Write((KernelSetting)i, i + 5).Should().Be(OsError.None);
        }

        names.Should().AllSatisfy(name => File.Exists(_folder.File(name)).Should().BeTrue());
        File.ReadAllText(_folder.File(names[0])).Should().Be("5\n");
        File.ReadAllText(_folder.File(names[1])).Should().Be("6\n");
        File.ReadAllText(_folder.File(names[2])).Should().Be("7\n");
        settings.Read(KernelSetting.ConnReuseMode, out int value).Should().Be(OsError.None);
        value.Should().Be(7);
    }

    [Fact]
    public void Write_NotThere_MakesNoFile()
    {
        Settings().Write(KernelSetting.ConnReuseMode, 1).Should().Be(OsError.NotFound);

        Directory.GetFiles(_folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Write_ThroughALink_IsNotFollowed()
    {
        string victim = _folder.Write("victim", "untouched");
        File.CreateSymbolicLink(_folder.File("conn_reuse_mode"), victim);

        Settings().Write(KernelSetting.ConnReuseMode, 1).Should().NotBe(OsError.None);
        File.ReadAllText(victim).Should().Be("untouched");
    }

    [Fact]
    public void ReadAndWrite_AtAReconcile_AllocateNothing()
    {
        _folder.Write("expire_nodest_conn", "0\n");
        KernelSettings settings = Settings();
        int sum = 0;

        Allocation.Of(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                _ = settings.Write(KernelSetting.ExpireNodestConn, 1);
                _ = settings.Read(KernelSetting.ExpireNodestConn, out int value);
                _ = settings.Read(KernelSetting.ConnReuseMode, out _);
                sum += value;
            }
        }).Should().Be(0);
        sum.Should().Be(50 * Allocation.Rounds);
    }

    [Fact]
    public void ReadAndWrite_ManyTimes_LeaveNoDescriptorOpen()
    {
        _folder.Write("expire_nodest_conn", "0\n");
        KernelSettings settings = Settings();
        int before = Open();

        for (int i = 0; i < 100; i++)
        {
            settings.Read(KernelSetting.ExpireNodestConn, out _).Should().Be(OsError.None);
            settings.Write(KernelSetting.ExpireNodestConn, 1).Should().Be(OsError.None);
        }

        Open().Should().BeLessThan(before + 50);
    }

    private static int Open() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private KernelSettings Settings() => new(_folder.Path);
}
