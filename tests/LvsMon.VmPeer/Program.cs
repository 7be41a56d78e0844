using System;
using System.IO;
using System.Net.Sockets;
using LvsMon.VmPeer.Commands;

namespace LvsMon.VmPeer;

/// <summary>
/// Plays clients and real servers and watches the kernel's table. Exit codes: 0 done, 1 the answer is no (a failed
/// request, a text that did not come), 2 a wrong command line, 3 the machine refused (a port in use, no such folder).
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            return Run(new ArgumentReader(arguments));
        }
        catch (UsageException exception)
        {
            Console.Error.Write($"vm-peer: {exception.Message}\n{Usage.Text}");
            return 2;
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException)
        {
            Console.Error.Write($"vm-peer: {exception.Message}\n");
            return 3;
        }
    }

    private static int Run(ArgumentReader arguments)
    {
        string command = arguments.Word("command");
        return command switch
        {
            "now" => NowCommand.Run(arguments),
            "serve" => ServeCommand.Run(arguments),
            "load" => LoadCommand.Run(arguments),
            "hold" => HoldCommand.Run(arguments),
            "once" => OnceCommand.Run(arguments),
            "watch" => WatchCommand.Run(arguments),
            "until" => UntilCommand.Run(arguments),
            "count" => CountCommand.Run(arguments),
            "udp-echo" => UdpEchoCommand.Run(arguments),
            "udp" => UdpCommand.Run(arguments),
            _ => throw new UsageException($"unknown command '{command}'"),
        };
    }
}
