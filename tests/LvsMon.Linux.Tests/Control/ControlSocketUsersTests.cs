using System;
using System.IO;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Control;
using LvsMon.Linux.Native;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Control;

/// <summary>Whom the control socket lets in, and what it knows of them.</summary>
public sealed class ControlSocketUsersTests
{
    [Fact]
    public void Socket_OwnGroup_MakesItsMembersKnown()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        FileStatus.TryGet("/proc/self", out FileStatus self).Should().BeTrue();
        string group = self.Group.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets, group);
        using UnixClient client = new(folder.File("c"));

        control.Accept(0, out ClientIdentity who).Should().Be(OsError.None);

        who.IsMember.Should().BeTrue();
        FileStatus.TryGet(folder.File("c"), out FileStatus status).Should().BeTrue();
        status.Group.Should().Be(self.Group);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Socket_WithReaders_IsOpenToThemAndShutAgain(bool isForAll)
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        string path = folder.File("run/c");
        FileStatus.TryGet("/proc/self", out FileStatus self).Should().BeTrue();
        string own = self.Group.ToString(System.Globalization.CultureInfo.InvariantCulture);

        using (ControlSocket control = Open(path, (IWaitRegistry)sockets, readers: isForAll ? "all" : own))
        {
            using UnixClient client = new(path);
            control.Accept(0, out ClientIdentity who).Should().Be(OsError.None);

            who.IsReader.Should().BeTrue();
            who.IsMember.Should().BeFalse();
            ModeOf(path).Should().Be("666");
            ModeOf(folder.File("run")).Should().Be("751", "who comes to the socket sees no list of files");
        }

        using (ControlSocket control = Open(path, (IWaitRegistry)sockets))
        {
            using UnixClient client = new(path);
            control.Accept(0, out ClientIdentity who).Should().Be(OsError.None);

            who.IsReader.Should().BeFalse();
            ModeOf(path).Should().Be("660");
            ModeOf(folder.File("run")).Should().Be("750");
        }
    }

    [Fact]
    public void Socket_GroupByName_IsLookedUp()
    {
        GroupName.TryFind("root", out uint root).Should().BeTrue();
        root.Should().Be(0);
        GroupName.TryFind("no-such-group-here", out _).Should().BeFalse();
        GroupName.TryFind("4711", out uint number).Should().BeTrue();
        number.Should().Be(4711);
    }

    [Fact]
    public void Socket_UnknownGroup_IsNotMade()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");

        ControlSocket? control = ControlSocket.Open(
            folder.File("c"), "no-such-group-here", null, 2, (IWaitRegistry)sockets, out string why);
        ControlSocket? looked = ControlSocket.Open(
            folder.File("c"), "0", "no-such-readers", 2, (IWaitRegistry)sockets, out string whyNot);

        control.Should().BeNull();
        looked.Should().BeNull();
        why.Should().Be("there is no group no-such-group-here");
        whyNot.Should().Be("there is no group no-such-readers");
        Directory.GetFiles(folder.Path).Should().BeEmpty();
    }

    private static ControlSocket Open(
        string path, IWaitRegistry registry, string? group = null, string? readers = null)
    {
        ControlSocket? socket = ControlSocket.Open(path, group, readers, 2, registry, out string why);
        why.Should().BeEmpty();
        return socket!;
    }

    private static string ModeOf(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
