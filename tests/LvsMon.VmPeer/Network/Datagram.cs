using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LvsMon.VmPeer.Network;

/// <summary>A question in one datagram: a number, which the answer repeats behind the name of its server.</summary>
internal static class Datagram
{
    private const long TimeoutUs = 500_000;

    /// <summary>Asks and waits 500 ms; an answer to an earlier number is passed over.</summary>
    /// <param name="target">Whom to ask.</param>
    /// <param name="sourcePort">The local port; 0 takes a new one.</param>
    /// <param name="number">Goes with it.</param>
    /// <returns>The server's name; null when none answered, or nobody listens.</returns>
    internal static string? Ask(IPEndPoint target, int sourcePort, int number)
    {
        using Socket socket = new(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        bool isV6 = target.AddressFamily == AddressFamily.InterNetworkV6;
        socket.Bind(new IPEndPoint(isV6 ? IPAddress.IPv6Any : IPAddress.Any, sourcePort));
        socket.Connect(target);
        string text = number.ToString(CultureInfo.InvariantCulture);
        socket.Send(Encoding.ASCII.GetBytes(text), SocketFlags.None, out SocketError error);
        byte[] buffer = new byte[2048];
        long deadlineUs = MonotonicTime.NowUs + TimeoutUs;
        long leftUs;
        while (error == SocketError.Success && (leftUs = deadlineUs - MonotonicTime.NowUs) > 0)
        {
            socket.ReceiveTimeout = (int)((leftUs + 999) / 1000);
            int read = socket.Receive(buffer, SocketFlags.None, out error);
            string[] words = Encoding.ASCII.GetString(buffer, 0, read).Split(' ');
            if (words.Length == 2 && words[1] == text)
            {
                return words[0];
            }
        }

        return null;
    }
}
