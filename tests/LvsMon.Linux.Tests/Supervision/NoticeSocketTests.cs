using System;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Supervision;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Supervision;

public sealed class NoticeSocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Place => _folder.File("notify");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Notice_ToAPath_IsOneDatagram()
    {
        using Socket manager = Manager(Place);
        using NoticeSocket notices = Open(Place);

        notices.Send("READY=1\nSTATUS=x"u8).Should().Be(OsError.None);

        Take(manager).Should().Be("READY=1\nSTATUS=x");
    }

    [Fact]
    public void Notice_ToAnAbstractName_IsOneDatagram()
    {
        string name = $"lvsmon-test-{Guid.NewGuid():N}";
        using Socket manager = Manager("\0" + name);
        using NoticeSocket notices = Open("@" + name);

        notices.Send("WATCHDOG=1"u8).Should().Be(OsError.None);

        Take(manager).Should().Be("WATCHDOG=1");
    }

    [Fact]
    public void Notice_ManagerGoesAndComes_FindsTheNewOne()
    {
        using NoticeSocket notices = Open(Place);
        notices.Send("a=1"u8).Should().Be(OsError.NotFound);
        using (Socket first = Manager(Place))
        {
            notices.Send("b=1"u8).Should().Be(OsError.None);
        }

        using Socket manager = Manager(Place);

        notices.Send("c=1"u8).Should().Be(OsError.None);

        Take(manager).Should().Be("c=1");
    }

    [Fact]
    public void Notice_QueueFull_SaysSoAndDoesNotWait()
    {
        using Socket manager = Manager(Place);
        using NoticeSocket notices = Open(Place);
        OsError error = OsError.None;
        for (int i = 0; i < 100_000 && error == OsError.None; i++)
        {
            error = notices.Send("WATCHDOG=1"u8);
        }

        error.Should().Be(OsError.WouldBlock);
    }

    [Theory]
    [InlineData("notify", "\"notify\" is neither a path nor an abstract name")]
    [InlineData("vsock:2:1234", "\"vsock:2:1234\" is neither a path nor an abstract name")]
    [InlineData("a\"\u001b\n", "\"a???\" is neither a path nor an abstract name")]
    [InlineData("@", "\"@\" has not 2 to 108 bytes")]
    [InlineData("/", "\"/\" has not 2 to 107 bytes")]
    [InlineData("/a\0b", "\"/a?b\" has not 2 to 107 bytes")]
    public void Place_ThatIsNone_IsRefusedInWords(string place, string expected)
    {
        NoticeSocket.Open(place, out string why).Should().BeNull();
        why.Should().Be(expected);
    }

    [Fact]
    public void Place_AsLongAsCanBe_IsTakenAndNoLonger()
    {
        Open("@" + new string('x', 107)).Dispose();
        NoticeSocket.Open("@" + new string('x', 108), out string why).Should().BeNull();
        why.Should().Be($"\"@{new string('x', 63)}\" has not 2 to 108 bytes");
    }

    private static NoticeSocket Open(string place)
    {
        NoticeSocket? socket = NoticeSocket.Open(place, out string why);
        why.Should().BeEmpty();
        return socket!;
    }

    private static Socket Manager(string place)
    {
        Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(place));
        return manager;
    }

    private static string Take(Socket manager)
    {
        byte[] buffer = new byte[1024];
        return Encoding.ASCII.GetString(buffer, 0, manager.Receive(buffer));
    }
}
