using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Linux.Files;
using LvsMon.Linux.Native;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Files;

public sealed class NamespaceLockTests : IDisposable
{
    private const string Usual = NamespaceLock.UsualIpvsadm;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_Free_IsOursWithOurNumberInTheFile()
    {
        using NamespaceLock own = NamespaceLock.Take(_folder.Path, Usual);

        (own.State, own.Why).Should().Be((LockState.Taken, string.Empty));
        string file = Directory.GetFiles(_folder.Path).Should().ContainSingle().Subject;
        Read(file).Should().Be($"{Environment.ProcessId}\n");
        Path.GetFileName(file).Should().Be($"lock-net-{Inode()}");
        File.GetUnixFileMode(file).Should().NotHaveFlag(UnixFileMode.OtherWrite);
    }

    [Fact]
    public void Take_FolderMissing_IsMade()
    {
        using NamespaceLock own = NamespaceLock.Take(_folder.File("run"), Usual);

        own.State.Should().Be(LockState.Taken);
    }

    [Fact]
    public void Take_HeldAlready_NamesTheHolderAndLeavesTheFile()
    {
        using NamespaceLock first = NamespaceLock.Take(_folder.Path, Usual);

        using NamespaceLock second = NamespaceLock.Take(_folder.Path, Usual);

        (second.State, second.Holder).Should().Be((LockState.Held, Environment.ProcessId));
        Read(LockFile()).Should().Be($"{Environment.ProcessId}\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody\n")]
    [InlineData("-5\n")]
    [InlineData("99999999999999999999999999\n")]
    public void Take_HeldWithoutANumber_NamesNobody(string text)
    {
        using NamespaceLock first = NamespaceLock.Take(_folder.Path, Usual);
        Write(LockFile(), text);

        using NamespaceLock second = NamespaceLock.Take(_folder.Path, Usual);

        (second.State, second.Holder).Should().Be((LockState.Held, 0));
    }

    [Fact]
    public void Dispose_OfTheHolder_FreesIt()
    {
        NamespaceLock first = NamespaceLock.Take(_folder.Path, Usual);
        first.Dispose();
        first.Dispose();

        using NamespaceLock second = NamespaceLock.Take(_folder.Path, Usual);

        second.State.Should().Be(LockState.Taken);
    }

    [Fact]
    public void Take_OverALongerNumber_LeavesNoRest()
    {
        NamespaceLock.Take(_folder.Path, Usual).Dispose();
        File.WriteAllText(LockFile(), "1234567890123\nold\n");

        using NamespaceLock own = NamespaceLock.Take(_folder.Path, Usual);

        Read(LockFile()).Should().Be($"{Environment.ProcessId}\n");
    }

    [Fact]
    public void Take_AnotherProgram_IsAnotherLock()
    {
        using NamespaceLock first = NamespaceLock.Take(_folder.Path, Usual);
        using NamespaceLock second = NamespaceLock.Take(_folder.Path, "/opt/ipvs/ipvsadm");
        using NamespaceLock third = NamespaceLock.Take(_folder.Path, "/opt/other/ipvsadm");

        new[] { first.State, second.State, third.State }.Should().OnlyContain(state => state == LockState.Taken);
        Directory.GetFiles(_folder.Path).Should().HaveCount(3);
    }

    [Fact]
    public void Take_SameProgramThroughALinkedFolder_IsTheSameLock()
    {
        Directory.CreateDirectory(_folder.File("usr-sbin"));
        Directory.CreateSymbolicLink(_folder.File("sbin"), _folder.File("usr-sbin"));
        using NamespaceLock first = NamespaceLock.Take(_folder.File("run"), _folder.File("usr-sbin/ipvsadm"));

        using NamespaceLock second = NamespaceLock.Take(_folder.File("run"), _folder.File("sbin/ipvsadm"));

        second.State.Should().Be(LockState.Held);
    }

    [Fact]
    public void NameFor_AnotherNamespace_IsAnother()
    {
        NamespaceLock.NameFor(4026531833, Usual).Should().Be("lock-net-4026531833");
        NamespaceLock.NameFor(1, "/opt/ipvs/ipvsadm").Should().MatchRegex("^lock-net-1-[0-9a-f]{8}$")
            .And.Be(NamespaceLock.NameFor(1, "/opt/ipvs/ipvsadm"))
            .And.NotBe(NamespaceLock.NameFor(1, "/opt/ipvs/ipvsadn"));
    }

    [Fact]
    public void Take_RunningChild_DoesNotKeepIt()
    {
        NamespaceLock first = NamespaceLock.Take(_folder.Path, Usual);
        using CommandHarness harness = new();
        harness.Start(string.Empty, "/bin/sh", "-c", "echo started; sleep 60");
        harness.WaitForText("started\n");
        first.Dispose();

        using NamespaceLock second = NamespaceLock.Take(_folder.Path, Usual);

        second.State.Should().Be(LockState.Taken);
        harness.Runner.Kill();
        harness.Finish().Signalled.Should().BeTrue();
    }

    [Fact]
    public void Take_DescriptorItself_IsCloseOnExec()
    {
        using NamespaceLock own = NamespaceLock.Take(_folder.Path, Usual);

        string descriptor = Directory.GetFileSystemEntries("/proc/self/fd")
            .Single(path => new FileInfo(path).LinkTarget == LockFile());
        string flags = File.ReadAllLines($"/proc/self/fdinfo/{Path.GetFileName(descriptor)}")
            .Single(line => line.StartsWith("flags:", StringComparison.Ordinal)).Split('\t')[1];
        (Convert.ToInt32(flags, 8) & 0x80000).Should().NotBe(0);
    }

    [Fact]
    public void Take_WhatIsNotToBeTrusted_IsUnavailableAndUntouched()
    {
        string victim = _folder.Write("victim", "untouched");
        string file = _folder.File($"lock-net-{Inode()}");

        File.CreateSymbolicLink(file, victim);
        ShouldBeUnavailable("the lock file is not to be trusted");
        File.Delete(file);
        File.CreateSymbolicLink(file, _folder.File("absent"));
        ShouldBeUnavailable("the lock file is not to be trusted");
        File.Exists(_folder.File("absent")).Should().BeFalse("it would have been made elsewhere");
        File.Delete(file);
        TestCalls.MakeLink(victim, file).Should().Be(0);
        ShouldBeUnavailable("the lock file is not to be trusted");
        File.Delete(file);
        TestCalls.MakeFifo(file, 0x180);
        ShouldBeUnavailable("the lock file is not to be trusted");
        File.Delete(file);
        File.WriteAllText(file, "open");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        ShouldBeUnavailable("the lock file is not to be trusted");
        File.ReadAllText(file).Should().Be("open");
        File.Delete(file);
        File.WriteAllText(file, "foreign");

        // Only root can give a file away.
        if (TestCalls.ChangeOwner(file, 65534, 65534) == 0)
        {
            FileStatus.TryGet(file, out FileStatus status).Should().BeTrue();
            status.Owner.Should().Be(65534);
            ShouldBeUnavailable("the lock file is not to be trusted");
        }

        File.ReadAllText(victim).Should().Be("untouched");
    }

    [Fact]
    public void Take_WhereNoFileCanBe_SaysWhy()
    {
        NamespaceLock.Take(_folder.File("absent/absent"), Usual).Why.Should().Be("No such file or directory");
        _folder.Write("plain", "a file");
        NamespaceLock.Take(_folder.File("plain"), Usual).Why.Should().Be("Not a directory");
        Directory.CreateDirectory(_folder.File($"lock-net-{Inode()}"));
        ShouldBeUnavailable("Is a directory");
    }

    /// <summary>Not by .NET's own calls, which take a lock too.</summary>
    private static string Read(string path)
    {
        int descriptor = FileCalls.Open(path, FileCalls.O_RDONLY, 0);
        FileContent.Read(descriptor, 1000, out byte[] content).Should().Be(0);
        _ = FileCalls.Close(descriptor);
        return Encoding.ASCII.GetString(content);
    }

    private static void Write(string path, string text)
    {
        int descriptor = FileCalls.Open(path, FileCalls.O_WRONLY, 0);
        FileCalls.Truncate(descriptor, 0).Should().Be(0);
        FileContent.Write(descriptor, Encoding.ASCII.GetBytes(text)).Should().Be(0);
        _ = FileCalls.Close(descriptor);
    }

    private static string Inode() =>
        new FileInfo("/proc/self/ns/net").LinkTarget!["net:[".Length..^1].ToString(CultureInfo.InvariantCulture);

    private string LockFile() => _folder.File($"lock-net-{Inode()}");

    private void ShouldBeUnavailable(string why)
    {
        using NamespaceLock own = NamespaceLock.Take(_folder.Path, Usual);
        (own.State, own.Why).Should().Be((LockState.Unavailable, why));
    }
}
