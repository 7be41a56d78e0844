using System;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>udp-echo</c>: a real server of UDP that answers with its name and what it was sent.</summary>
internal static class UdpEchoCommand
{
    private const int LargestDatagram = 2048;

    internal static int Run(ArgumentReader arguments)
    {
        IPEndPoint address = arguments.EndPoint();
        byte[] name = Encoding.ASCII.GetBytes(arguments.Word("NAME") + " ");
        string path = arguments.Word("LOG");
        arguments.End();
        using RecordWriter log = RecordWriter.Append(path);
        using RecordWriter output = RecordWriter.Output();
        using Socket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(address);
        output.Write($"{MonotonicTime.NowUs} listening {address}");
        byte[] answer = new byte[name.Length + LargestDatagram];
        name.CopyTo(answer, 0);
        while (true)
        {
            EndPoint peer = new IPEndPoint(address.Address, 0);
            try
            {
                int length = socket.ReceiveFrom(answer.AsSpan(name.Length), ref peer);
                log.Write($"{MonotonicTime.NowUs} {peer} {length}");
                socket.SendTo(answer.AsSpan(0, name.Length + length), peer);
            }
            catch (SocketException)
            {
                // A peer that is gone, told by ICMP.
            }
        }
    }
}
