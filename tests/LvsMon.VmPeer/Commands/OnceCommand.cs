using System.Net;
using LvsMon.VmPeer.Network;

namespace LvsMon.VmPeer.Commands;

/// <summary><c>once</c>: one request from a known port.</summary>
internal static class OnceCommand
{
    private const int DefaultTimeoutMs = 5000;

    internal static int Run(ArgumentReader arguments)
    {
        IPEndPoint target = arguments.EndPoint();
        int port = arguments.Port("SOURCEPORT");
        long timeoutUs = (arguments.HasMore ? arguments.Number("TIMEOUTMS", 1) : DefaultTimeoutMs) * 1000L;
        IPEndPoint source = arguments.Source(target, port);
        arguments.End();
        RequestResult result = Request.Run(source, target, timeoutUs, closesByReset: true);
        bool isGood = result.Failure is null;
        string outcome = isGood ? $"ok {result.Name}" : $"fail {result.Failure}";
        using RecordWriter output = RecordWriter.Output();
        output.Write(
            $"{outcome} connect={result.ConnectUs} total={result.TotalUs} retrans={result.SynRetransmits}");
        return isGood ? 0 : 1;
    }
}
