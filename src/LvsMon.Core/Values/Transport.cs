namespace LvsMon.Core.Values;

/// <summary>How a check's bytes travel.</summary>
public enum Transport : byte
{
    /// <summary>TCP: a stream of bytes with a beginning and an end.</summary>
    Stream,

    /// <summary>UDP: datagrams, each whole or lost, between two connected ends; an end is not told.</summary>
    Datagram,

    /// <summary>
    /// ICMP or ICMPv6 echo (RFC 792, RFC 4443 §4.1): what is sent comes back from the host. The bytes are those behind
    /// the header of 8 bytes; the port means nothing.
    /// </summary>
    Echo,

    /// <summary>
    /// A program of this host: its standard output is a stream, and its end has a status. Nothing is sent.
    /// </summary>
    Program,
}
