using System.Net;
using System.Net.Sockets;
using LvsMon.VmPeer.Network;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>serve</c>: a real server of HTTP that tells its name.</summary>
internal static class ServeCommand
{
    private const int Backlog = 1024;

    internal static int Run(ArgumentReader arguments)
    {
        IPEndPoint address = arguments.EndPoint();
        string name = arguments.Word("NAME");
        string path = arguments.Word("LOG");
        arguments.End();
        ModeFile modes = new(path + ".mode");
        using RecordWriter log = RecordWriter.Append(path);
        using RecordWriter output = RecordWriter.Output();
        using Socket listener = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(address);
        listener.Listen(Backlog);
        Workers.Allow();
        output.Write($"{MonotonicTime.NowUs} listening {address}");
        while (true)
        {
            Socket accepted = listener.Accept();
            Workers.Start(new AcceptedConnection(accepted, modes.Read(), name, log));
        }
    }
}
