using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace LvsMon.SystemTests.Servers;

/// <summary>A connection as a misbehaving server sees it.</summary>
/// <param name="socket">The connection; its owner closes it.</param>
/// <param name="number">How many came before it to the same server.</param>
internal sealed class RawConnection(Socket socket, int number)
{
    private const int RequestRoom = 8192;

    /// <summary>How many connections came before it to the same server.</summary>
    public int Number => number;

    /// <summary>Takes the whole request, to its blank line.</summary>
    public async Task Read()
    {
        byte[] bytes = new byte[RequestRoom];
        int taken = 0;
        while (!bytes.AsSpan(0, taken).EndsWith("\r\n\r\n"u8))
        {
            int more = await socket.ReceiveAsync(bytes.AsMemory(taken)).ConfigureAwait(false);
            if (more == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            taken += more;
        }
    }

    /// <summary>Sends text, a character a byte.</summary>
    public async Task Send(string text)
    {
        ReadOnlyMemory<byte> rest = Encoding.Latin1.GetBytes(text);
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
        string block = string.Concat(System.Linq.Enumerable.Repeat(piece, 16384 / piece.Length));
        while (true)
        {
            await Send(block).ConfigureAwait(false);
        }
    }

    /// <summary>The end of the connection will be a reset.</summary>
    public void WillReset() => socket.LingerState = new LingerOption(true, 0);

    /// <summary>Ends its own half.</summary>
    public void EndHalf() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Does nothing until the check goes away.</summary>
    public async Task Linger()
    {
        byte[] bytes = new byte[RequestRoom];
        while (await socket.ReceiveAsync(bytes.AsMemory()).ConfigureAwait(false) > 0)
        {
        }
    }
}
