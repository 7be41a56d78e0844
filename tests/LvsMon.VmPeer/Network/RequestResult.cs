namespace LvsMon.VmPeer.Network;

/// <summary>How a request went. Times are microseconds.</summary>
/// <param name="Failure">The reason; null when it went well.</param>
/// <param name="Name">Of the server that answered; empty when none did.</param>
/// <param name="StartUs">When it began.</param>
/// <param name="ConnectUs">Until connected; -1 when it never was.</param>
/// <param name="TotalUs">Until the server's end of the stream, or the failure.</param>
/// <param name="SynRetransmits">SYNs sent again.</param>
internal readonly record struct RequestResult(
    string? Failure, string Name, long StartUs, long ConnectUs, long TotalUs, uint SynRetransmits);
