namespace LvsMon.SystemTests.Servers;

/// <summary>Replies to a question of one name, as a name server would not send them (RFC 1035 §4.1).</summary>
internal static class DnsReplies
{
    /// <summary>The question itself as a reply, without an answer.</summary>
    /// <param name="request">The question.</param>
    /// <param name="off">How far its number is from that of the question.</param>
    /// <param name="code">The response code.</param>
    internal static byte[] Of(byte[] request, int off, byte code)
    {
        byte[] reply = [.. request];
        reply[1] += (byte)off;
        reply[2] |= 0x80;
        reply[3] = (byte)(0x80 | code);
        return reply;
    }

    /// <summary>A thousand records are promised; the name of the first leads to itself.</summary>
    internal static byte[] Looping(byte[] request)
    {
        const byte Pointer = 0xC0;
        byte[] reply = Of(request, 0, 0);
        reply[6] = 3;
        reply[7] = 0xE8;
        byte[] pointer = [(byte)(Pointer | (reply.Length >> 8)), (byte)reply.Length];
        return [.. reply, .. pointer, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 1, 2, 3, 4];
    }
}
