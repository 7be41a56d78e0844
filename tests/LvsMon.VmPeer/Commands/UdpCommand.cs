using System.Net;
using LvsMon.VmPeer.Network;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>udp</c>: datagrams one after the other, and who answered each.</summary>
internal static class UdpCommand
{
    internal static int Run(ArgumentReader arguments)
    {
        IPEndPoint target = arguments.EndPoint();
        int count = arguments.Number("COUNT", 1);
        long periodUs = arguments.Number("EVERYMS", 1) * 1000L;
        int port = arguments.HasMore ? arguments.Port("SOURCEPORT") : 0;
        arguments.End();
        using RecordWriter output = RecordWriter.Output();
        for (int number = 1; number <= count; number++)
        {
            long startUs = MonotonicTime.NowUs;
            string name = Datagram.Ask(target, port, number) ?? "none";
            output.Write($"{startUs} {name} {MonotonicTime.NowUs - startUs}");
            if (number < count)
            {
                Rest.Until(startUs + periodUs);
            }
        }

        return 0;
    }
}
