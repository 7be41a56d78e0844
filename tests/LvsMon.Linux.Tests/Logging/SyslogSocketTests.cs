using System;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Logging;

public sealed class SyslogSocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _buffer = new byte[1024];

    private string SocketPath => _folder.File("log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Send_ToADaemon_IsOneDatagramALine()
    {
        using Socket daemon = Daemon();
        using SyslogSocket syslog = new(SocketPath);

        syslog.Send("<28>first"u8).Should().Be(OsError.None);
        syslog.Send("<28>second"u8).Should().Be(OsError.None);
        Take(daemon).Should().Be("<28>first");
        Take(daemon).Should().Be("<28>second");
    }

    [Fact]
    public void Send_WithoutADaemon_SaysSoAndFindsItLater()
    {
        using SyslogSocket syslog = new(SocketPath);
        syslog.Send("lost"u8).Should().Be(OsError.NotFound);

        using Socket daemon = Daemon();
        syslog.Send("found"u8).Should().Be(OsError.None);
        Take(daemon).Should().Be("found");
    }

    [Fact]
    public void Send_AfterARestartOfTheDaemon_ReachesTheNewOneAtOnce()
    {
        using SyslogSocket syslog = new(SocketPath);
        Socket first = Daemon();
        syslog.Send("one"u8).Should().Be(OsError.None);
        first.Dispose();
        System.IO.File.Delete(SocketPath);
        using Socket second = Daemon();

        syslog.Send("two"u8).Should().Be(OsError.None);
        Take(second).Should().Be("two");
    }

    [Fact]
    public void Send_WhenTheDaemonIsGone_SaysRefused()
    {
        using SyslogSocket syslog = new(SocketPath);
        Socket daemon = Daemon();
        syslog.Send("one"u8).Should().Be(OsError.None);
        daemon.Dispose();

        syslog.Send("two"u8).Should().BeOneOf(OsError.Refused, OsError.NotFound);
    }

    [Fact]
    public void Send_ToADaemonThatDoesNotRead_WouldBlockAndLosesNothing()
    {
        using Socket daemon = Daemon();
        using SyslogSocket syslog = new(SocketPath);
        int sent = 0;
        while (syslog.Send(Encoding.ASCII.GetBytes($"line {sent}")) == OsError.None)
        {
            sent++;
        }

        syslog.Send("later"u8).Should().Be(OsError.WouldBlock);
        for (int line = 0; line < sent; line++)
        {
            Take(daemon).Should().Be($"line {line}");
        }

        syslog.Send("later"u8).Should().Be(OsError.None);
        Take(daemon).Should().Be("later");
    }

    [Fact]
    public void Send_ToAPlainFile_IsAnError()
    {
        _folder.Write("log", "a file");
        using SyslogSocket syslog = new(SocketPath);

        syslog.Send("x"u8).Should().Be(OsError.Refused);
    }

    [Fact]
    public void Send_OfManyLines_AllocatesNothingAndKeepsNoDescriptor()
    {
        using SyslogSocket absent = new(_folder.File("absent"));
        using Socket daemon = Daemon();
        using SyslogSocket syslog = new(SocketPath);
        SendAndTake(syslog, absent, daemon, 10).Should().BeTrue();
        int descriptors = Descriptors.Count();

        bool works = true;
        Allocation.Of(() => works &= SendAndTake(syslog, absent, daemon, 250)).Should().Be(0);
        works.Should().BeTrue();
        Descriptors.Count().Should().Be(descriptors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Path_ThatNoSocketCanHave_IsRefused(string path)
    {
        Action make = () => new SyslogSocket(path).Dispose();
        Action makeLong = () => new SyslogSocket("/" + new string('x', 107)).Dispose();

        make.Should().Throw<ArgumentException>();
        makeLong.Should().Throw<ArgumentException>();
    }

    private Socket Daemon()
    {
        Socket daemon = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        daemon.Bind(new UnixDomainSocketEndPoint(SocketPath));
        return daemon;
    }

    private string Take(Socket daemon) => Encoding.ASCII.GetString(_buffer, 0, daemon.Receive(_buffer));

    private bool SendAndTake(SyslogSocket syslog, SyslogSocket absent, Socket daemon, int lines)
    {
        bool works = true;
        for (int line = 0; line < lines; line++)
        {
            works &= syslog.Send("<28>line"u8) == OsError.None && daemon.Receive(_buffer) == 8;
            works &= absent.Send("<28>line"u8) == OsError.NotFound;
        }

        return works;
    }
}
