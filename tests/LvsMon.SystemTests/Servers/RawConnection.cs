using System;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading.Tasks;
using LvsMon.Testing.Tls;

namespace LvsMon.SystemTests.Servers;

/// <summary>A connection as a misbehaving server sees it.</summary>
/// <param name="socket">The connection; its owner closes it.</param>
/// <param name="number">How many came before it to the same server.</param>
internal sealed class RawConnection(Socket socket, int number)
{
    private const int RequestRoom = 8192;
    private SslStream? _secure;

    /// <summary>How many connections came before it to the same server.</summary>
    public int Number => number;

    /// <summary>Takes the whole request, to its blank line.</summary>
    public async Task Read()
    {
        byte[] bytes = new byte[RequestRoom];
        int taken = 0;
        while (!bytes.AsSpan(0, taken).EndsWith("\r\n\r\n"u8))
        {
            int more = await Receive(bytes.AsMemory(taken)).ConfigureAwait(false);
            if (more == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            taken += more;
        }
    }

    /// <summary>Takes what comes next, whatever it is.</summary>
    public async Task Take()
    {
        if (await Receive(new byte[RequestRoom]).ConfigureAwait(false) == 0)
        {
            throw new SocketException((int)SocketError.ConnectionReset);
        }
    }

    /// <summary>Goes on inside TLS, with a good certificate of an authority that only the tests know.</summary>
    public async Task Secure()
    {
        SslStream secure = new(new NetworkStream(socket), leaveInnerStreamOpen: true);
        await secure.AuthenticateAsServerAsync(
            TestCertificates.Good, false, SslProtocols.None, false).ConfigureAwait(false);
        _secure = secure;
    }

    /// <summary>Sends text, a character a byte.</summary>
    public async Task Send(string text)
    {
        ReadOnlyMemory<byte> rest = Encoding.Latin1.GetBytes(text);
        if (_secure is not null)
        {
            await _secure.WriteAsync(rest).ConfigureAwait(false);
            return;
        }

        while (!rest.IsEmpty)
        {
            rest = rest[await socket.SendAsync(rest).ConfigureAwait(false)..];
        }
    }

    /// <summary>Takes the request, sends text, and then more as fast as it is taken.</summary>
    public async Task Flood(string head, string piece)
    {
        await Read().ConfigureAwait(false);
        await Send(head).ConfigureAwait(false);
        await Flood(piece).ConfigureAwait(false);
    }

    /// <summary>Sends the same again and again, as fast as it is taken.</summary>
    public async Task Flood(string piece)
    {
        string block = string.Concat(Enumerable.Repeat(piece, 16384 / piece.Length));
        while (true)
        {
            await Send(block).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a byte a second.</summary>
    public async Task Drip(string text)
    {
        foreach (char letter in text)
        {
            await Send(letter.ToString()).ConfigureAwait(false);
            await Task.Delay(1000).ConfigureAwait(false);
        }
    }

    /// <summary>The end of the connection will be a reset.</summary>
    public void WillReset() => socket.LingerState = new LingerOption(true, 0);

    /// <summary>Ends with a reset, now: nothing that stands behind it is played.</summary>
    /// <exception cref="SocketException">Always.</exception>
    public Task Reset()
    {
        WillReset();
        throw new SocketException((int)SocketError.ConnectionReset);
    }

    /// <summary>Ends its own half.</summary>
    public void EndHalf() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>The same as a step of a play.</summary>
    public Task End()
    {
        EndHalf();
        return Task.CompletedTask;
    }

    /// <summary>Does nothing until the check goes away.</summary>
    public async Task Linger()
    {
        byte[] bytes = new byte[RequestRoom];
        while (await Receive(bytes).ConfigureAwait(false) > 0)
        {
        }
    }

    private ValueTask<int> Receive(Memory<byte> room) =>
        _secure is null ? socket.ReceiveAsync(room) : _secure.ReadAsync(room);
}
