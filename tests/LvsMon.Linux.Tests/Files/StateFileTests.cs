using System;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Files;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Files;

public sealed class StateFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_ThenRead_GivesTheContent()
    {
        StateFile file = new(_folder.File("run/owned"));
        file.Read(out _).Should().BeEmpty();

        file.Write("tcp 192.0.2.80:80\n"u8).Should().Be(OsError.None);
        Encoding.ASCII.GetString(file.Read(out _)).Should().Be("tcp 192.0.2.80:80\n");
        file.Write(default).Should().Be(OsError.None);
        file.Read(out _).Should().BeEmpty();
        File.GetUnixFileMode(_folder.File("run")).Should().NotHaveFlag(
            UnixFileMode.OtherExecute, "the control socket stands there, too");
        Directory.GetFiles(_folder.File("run")).Should().Equal(_folder.File("run/owned"));
    }

    [Fact]
    public void Write_OverAnOldTemporaryFile_ReplacesIt()
    {
        string victim = _folder.Write("victim", "untouched");
        File.CreateSymbolicLink(_folder.File("owned.new"), victim);
        StateFile file = new(_folder.File("owned"));

        file.Write("new"u8).Should().Be(OsError.None);
        File.ReadAllText(victim).Should().Be("untouched");
        File.ReadAllText(_folder.File("owned")).Should().Be("new");
    }

    [Fact]
    public void Write_WhereItCannot_SaysWhyAndKeepsTheOld()
    {
        _folder.Write("plain", "a file");
        new StateFile(_folder.File("plain/owned")).Write("x"u8).Should().Be(OsError.NotFound);
        new StateFile(_folder.File("absent/absent/owned")).Write("x"u8).Should().Be(OsError.NotFound);

        Directory.CreateDirectory(_folder.File("owned/inner"));
        new StateFile(_folder.File("owned")).Write("x"u8).Should().NotBe(OsError.None);
        Directory.Exists(_folder.File("owned/inner")).Should().BeTrue();
        File.Exists(_folder.File("owned.new")).Should().BeFalse();
    }

    [Fact]
    public void Write_OfTooMuch_IsRefused()
    {
        StateFile file = new(_folder.File("owned"));

        file.Write(new byte[StateFile.MaxLength]).Should().Be(OsError.None);
        file.Write(new byte[StateFile.MaxLength + 1]).Should().Be(OsError.Other);
        file.Read(out _).Should().HaveCount(StateFile.MaxLength);
    }

    [Fact]
    public void Read_OfWhatIsNotToBeTrusted_IsEmpty()
    {
        string real = _folder.Write("real", "content");
        new StateFile(real).Read(out _).Should().NotBeEmpty();

        File.CreateSymbolicLink(_folder.File("link"), real);
        new StateFile(_folder.File("link")).Read(out _).Should().BeEmpty("it is a link");
        TestCalls.MakeFifo(_folder.File("fifo"), 0x180);
        new StateFile(_folder.File("fifo")).Read(out _).Should().BeEmpty("it is no regular file");
        new StateFile(_folder.Path).Read(out _).Should().BeEmpty("it is a folder");
        string open = _folder.Write("open", "content");
        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        new StateFile(open).Read(out _).Should().BeEmpty("anybody can have written it");
        string large = _folder.File("large");
        File.WriteAllBytes(large, new byte[StateFile.MaxLength + 1]);
        new StateFile(large).Read(out _).Should().BeEmpty("it is too long");

        // Only root can give a file away.
        if (TestCalls.ChangeOwner(real, 65534, 65534) == 0)
        {
            new StateFile(real).Read(out _).Should().BeEmpty("its owner may have written it");
        }
    }

    [Theory]
    [InlineData("relative/owned")]
    [InlineData("/run/lvsmon/")]
    [InlineData("/run/a\0b")]
    public void Path_ThatNamesNoFile_IsRefused(string path)
    {
        Action make = () => _ = new StateFile(path);

        make.Should().Throw<ArgumentException>();
    }
}
