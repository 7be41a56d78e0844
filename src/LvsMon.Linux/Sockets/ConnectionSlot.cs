using LvsMon.Core.Values;

namespace LvsMon.Linux.Sockets;

/// <summary>What <see cref="Connections"/> knows of a slot.</summary>
internal struct ConnectionSlot
{
    /// <summary>Stands for no descriptor.</summary>
    internal const int NoDescriptor = -1;

    internal Endpoint Target;
    internal int Descriptor;
    internal ConnectionPhase Phase;
    internal Transport Transport;
    internal bool IsV6;
    internal bool IsBound;

    /// <summary>TCP_DEFER_ACCEPT is set.</summary>
    internal bool JoinsRequest;

    /// <summary>An echo on a raw socket: no ping socket was allowed.</summary>
    internal bool IsRaw;
}
