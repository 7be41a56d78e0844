using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Control;
using LvsMon.Linux.Native;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;
using LvsMon.Linux.Time;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Control;

/// <summary>A real socket in a folder of the test.</summary>
public sealed class ControlSocketTests
{
    private const long SecondUs = 1_000_000;
    private readonly Ready[] _ready = new Ready[8];

    [Theory]
    [InlineData("epoll")]
    [InlineData("select")]
    public void Client_AsksAndIsAnswered_ThroughTheOneWait(string kind)
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create(kind);
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        using UnixClient client = new(folder.File("c"));

        WaitFor(sockets);
        Polled(control).Should().Equal(new Ready(IClientSet.Door, Readiness.Receive));
        control.Accept(1, out ClientIdentity who).Should().Be(OsError.None);
        who.Should().Be(new ClientIdentity(FileCalls.EffectiveUser(), IsSelf: true, IsMember: false));
        control.Accept(0, out _).Should().Be(OsError.WouldBlock);
        sockets.Wait(0, _ready).Should().Be(0, "nobody has anything to say");

        client.Say("hello");
        WaitFor(sockets);
        Polled(control).Should().Equal(new Ready(1, Readiness.Receive));
        byte[] buffer = new byte[16];
        control.Receive(1, buffer, out int received).Should().Be(OsError.None);
        Encoding.ASCII.GetString(buffer, 0, received).Should().Be("hello");
        control.Receive(1, buffer, out _).Should().Be(OsError.WouldBlock);

        control.Expect(1, Readiness.Send);
        Polled(control).Should().Equal(new Ready(1, Readiness.Send));
        control.Send(1, "world"u8, out int sent).Should().Be(OsError.None);
        sent.Should().Be(5);
        client.Hear().Should().Be("world");
        control.Close(1);
        client.Hear().Should().BeEmpty();
    }

    [Fact]
    public void Client_Gone_IsReportedAndTold()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        UnixClient client = new(folder.File("c"));
        control.Accept(0, out _).Should().Be(OsError.None);

        client.Dispose();

        Polled(control).Should().ContainSingle().Which.Slot.Should().Be(0);
        control.Receive(0, new byte[4], out int received).Should().Be(OsError.None);
        received.Should().Be(0);
        control.Send(0, "x"u8, out _).Should().Be(OsError.Reset);
    }

    [Fact]
    public void Client_NeverReads_FillsUpAndIsNotWaitedFor()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        using UnixClient client = new(folder.File("c"));
        control.Accept(0, out _).Should().Be(OsError.None);
        control.Expect(0, Readiness.Send);
        byte[] much = new byte[8192];
        int rounds = 0;
        while (control.Send(0, much, out _) == OsError.None && rounds < 10_000)
        {
            rounds++;
        }

        rounds.Should().BeInRange(1, 9_999);
        sockets.Wait(0, _ready).Should().Be(0, "nothing can be sent");
    }

    [Fact]
    public void Client_PassesDescriptors_NoneIsTaken()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        using UnixClient client = new(folder.File("c"));
        control.Accept(0, out _).Should().Be(OsError.None);
        int before = Descriptors.Count();

        for (int i = 0; i < 20; i++)
        {
            PassedDescriptors.Send((int)client.Socket.Handle, count: 5).Should().BeTrue();
            control.Receive(0, new byte[16], out int received).Should().Be(OsError.None);
            received.Should().Be(1);
        }

        Descriptors.Count().Should().Be(before);
    }

    [Fact]
    public void Door_NotWatched_KeepsClientsWaitingInSilence()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        control.Watch(door: false);
        using UnixClient client = new(folder.File("c"));

        sockets.Wait(0, _ready).Should().Be(0);
        control.Watch(door: true);
        Polled(control).Should().Equal(new Ready(IClientSet.Door, Readiness.Receive));
    }

    [Fact]
    public void Door_NoDescriptorLeft_IsAnAnswer()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        using UnixClient client = new(folder.File("c"));
        using (new DescriptorFamine())
        {
            control.Accept(0, out _).Should().Be(OsError.NoDescriptor);
        }

        control.Accept(0, out _).Should().Be(OsError.None);
    }

    [Fact]
    public void Work_OneRequest_AllocatesNothing()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        using UnixClient client = new(folder.File("c"));
        control.Accept(0, out _).Should().Be(OsError.None);
        byte[] buffer = new byte[64];

        Allocation.Of(() =>
        {
            client.Socket.Send("ask"u8);
            control.Poll(_ready);
            control.Receive(0, buffer, out _);
            control.Expect(0, Readiness.Send);
            control.Send(0, "answer"u8, out _);
            control.Expect(0, Readiness.Receive);
            control.Accept(1, out _);
            client.Socket.Receive(buffer);
        }).Should().Be(0);
    }

    [Fact]
    public void Socket_Opened_IsForOwnerAndGroupOnly()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        string path = Path.Combine(folder.Path, "own", "c");
        using ControlSocket control = Open(path, (IWaitRegistry)sockets);

        File.GetUnixFileMode(path).Should().Be(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(path)!).Should().NotHaveFlag(UnixFileMode.OtherExecute)
            .And.NotHaveFlag(UnixFileMode.GroupWrite);
    }

    [Fact]
    public void Socket_OfALivingDaemon_IsLeftAlone()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket first = Open(folder.File("c"), (IWaitRegistry)sockets);

        Refusal(folder.File("c"), sockets).Should().Contain($"another lvsmon (pid {Environment.ProcessId}) has it");
        using UnixClient client = new(folder.File("c"));
        first.Accept(0, out _).Should().Be(OsError.None);
    }

    [Fact]
    public void Socket_OfADeadDaemon_IsReplaced()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using (Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(folder.File("old")));
            File.Move(folder.File("old"), folder.File("c"));
        }

        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        using UnixClient client = new(folder.File("c"));

        control.Accept(0, out _).Should().Be(OsError.None);
    }

    [Fact]
    public void Socket_OfAnotherProgram_IsLeftAlone()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using Socket other = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(folder.File("c")));
        other.Listen();

        Refusal(folder.File("c"), sockets).Should().EndWith("another program answers there");
        File.Exists(folder.File("c")).Should().BeTrue();
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    [InlineData("link")]
    public void Socket_SomethingElseThere_IsLeftAlone(string what)
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        string path = folder.File("c");
        _ = what switch
        {
            "file" => folder.Write("c", "text"),
            "folder" => Directory.CreateDirectory(path).FullName,
            _ => File.CreateSymbolicLink(path, folder.File("elsewhere")).FullName,
        };

        Refusal(path, sockets).Should().EndWith("something else is there");
        Directory.GetFileSystemEntries(folder.Path).Should().Contain(path);
    }

    [Fact]
    public void Socket_FolderThatOthersMayWrite_IsRefused()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        string open = folder.File("open");
        Directory.CreateDirectory(open);
        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(open, All);

        Refusal(Path.Combine(open, "c"), sockets).Should().EndWith("others may write there");
        File.SetUnixFileMode(open, All | UnixFileMode.StickyBit);
        using ControlSocket control = Open(Path.Combine(open, "c"), (IWaitRegistry)sockets);
        control.Capacity.Should().Be(2);
    }

    [Fact]
    public void Socket_NoFolder_IsRefusedInWords()
    {
        using ISocketSet sockets = SocketSets.Create("epoll");

        Refusal("/proc/none/such/c", sockets).Should().Contain("No such file or directory");
    }

    [Fact]
    public void Socket_Closed_IsRemovedAndFreesEverything()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        int before = Descriptors.Count();
        for (int i = 0; i < 3; i++)
        {
            using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
            using UnixClient client = new(folder.File("c"));
            control.Accept(0, out _).Should().Be(OsError.None);
        }

        Descriptors.Count().Should().Be(before);
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Should().Equal("c.lock");
    }

    [Fact]
    public void Connection_NobodyThere_SaysWhy()
    {
        using TemporaryFolder folder = new();

        ControlConnection.Open(folder.File("none"), 1, out OsError absent).Should().BeNull();
        absent.Should().Be(OsError.NotFound);
        using (Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(folder.File("c")));
            ControlConnection.Open(folder.File("c"), 1, out OsError refused).Should().BeNull();
            refused.Should().Be(OsError.Refused);
        }
    }

    [Fact]
    public void Client_MovedToAnotherSlot_IsHeardAndAnsweredThere()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        using ControlConnection connection = ControlConnection.Open(folder.File("c"), 5, out _)!;
        control.Accept(1, out _).Should().Be(OsError.None);

        control.Move(1, 0);
        connection.Send("ask"u8).Should().Be(OsError.None);
        control.Close(1);

        control.Poll(_ready).Should().Be(1);
        _ready[0].Should().Be(new Ready(0, Readiness.Receive));
        byte[] buffer = new byte[16];
        control.Receive(0, buffer, out int received).Should().Be(OsError.None);
        received.Should().Be(3);
        control.Send(0, "told"u8, out _).Should().Be(OsError.None);
        connection.Receive(buffer, out received).Should().Be(OsError.None);
        received.Should().Be(4);
    }

    [Fact]
    public void Connection_ServerAnswersAndLeaves_IsReadToTheEnd()
    {
        using TemporaryFolder folder = new();
        using ISocketSet sockets = SocketSets.Create("epoll");
        using ControlSocket control = Open(folder.File("c"), (IWaitRegistry)sockets);
        using ControlConnection connection = ControlConnection.Open(folder.File("c"), 5, out _)!;
        control.Accept(0, out _).Should().Be(OsError.None);
        control.Send(0, "bye"u8, out _).Should().Be(OsError.None);
        control.Close(0);
        byte[] buffer = new byte[16];

        connection.Send("ask"u8).Should().Be(OsError.None, "what was said can still be read");
        connection.Receive(buffer, out int received).Should().Be(OsError.None);
        received.Should().Be(3);
        connection.Receive(buffer, out received);
        received.Should().Be(0);
    }

    private static ControlSocket Open(string path, IWaitRegistry registry)
    {
        ControlSocket? socket = ControlSocket.Open(path, null, null, 2, registry, out string why);
        why.Should().BeEmpty();
        return socket!;
    }

    private static string Refusal(string path, ISocketSet sockets)
    {
        ControlSocket.Open(path, null, null, 2, (IWaitRegistry)sockets, out string why).Should().BeNull();
        return why;
    }

    private void WaitFor(ISocketSet sockets)
    {
        int count = sockets.Wait(new MonotonicClock().NowUs + (5 * SecondUs), _ready);
        _ready.Take(count).Should().ContainSingle().Which.Slot.Should().Be(Ready.Control);
    }

    private Ready[] Polled(ControlSocket control) => _ready[..control.Poll(_ready)];
}
