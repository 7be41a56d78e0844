using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using FluentAssertions;
using LvsMon.VmPeer.Network;
using Xunit;

namespace LvsMon.VmPeer.Tests;

public sealed class HeldConnectionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _path = Path.GetTempFileName();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HeldConnectionTests()
    {
        _listener.Start();
    }

    [Fact]
    public void TakeAnswered_OneAnswer_IsTrueOnce()
    {
        using RecordWriter log = RecordWriter.Append(_path);
        using HeldConnection connection = new(new IPEndPoint(IPAddress.Loopback, 0), log);
        Thread server = new(Answer);
        server.Start();

        connection.Open((IPEndPoint)_listener.LocalEndpoint).Should().BeTrue();

        connection.Name.Should().Be("r1");
        connection.TakeAnswered().Should().BeFalse("nothing was asked");
        connection.SendLine();
        SpinWait.SpinUntil(connection.TakeAnswered, Patience).Should().BeTrue();
        connection.TakeAnswered().Should().BeFalse("it was taken");
        server.Join();
        SpinWait.SpinUntil(() => File.ReadAllText(_path).Contains(" end ", StringComparison.Ordinal), Patience)
            .Should().BeTrue("the server has closed");
    }

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_path);
    }

    /// <summary>Greets, answers one line and closes.</summary>
    private void Answer()
    {
        using Socket socket = _listener.AcceptSocket();
        byte[] request = new byte[1024];
        socket.Receive(request);
        socket.Send("HTTP/1.1 200 OK\r\n\r\nr1\n"u8);
        socket.Receive(request);
        socket.Send("r1\n"u8);
    }
}
