using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Rows of <c>/proc/net/ip_vs</c>, from what ipvsadm calls the same things: addresses and marks stand there in
/// hexadecimal digits, none left out, those of IPv6 in small letters.</summary>
internal static class SessionText
{
    private const int Groups = 8;

    /// <summary>The row of a service.</summary>
    public static void Service(ref TextPen pen, TableService service)
    {
        LineWalk words = new(service.Selector.Bytes);
        ReadOnlySpan<byte> kind = words.Next();
        if (kind.SequenceEqual("-f"u8))
        {
            pen.Text("FWM  "u8);
            Hex(ref pen, (uint)words.Number(), 8);
        }
        else
        {
            pen.Text(kind.SequenceEqual("-u"u8) ? "UDP  "u8 : "TCP  "u8);
            Endpoint(ref pen, words.Next());
        }

        LineWalk settings = new(service.Settings.Bytes);
        settings.Next();
        pen.Text(" "u8);
        pen.Text(settings.Next());
        pen.Text(settings.Rest.IsEmpty ? " \n"u8 : " persistent 60000 FFFFFFFF\n"u8);
    }

    /// <summary>The row of a real server.</summary>
    public static void Real(ref TextPen pen, in TableEntry entry)
    {
        pen.Text("  -> "u8);
        Endpoint(ref pen, entry.Endpoint.Bytes);
        pen.Text(entry.Method.Is("-m"u8) ? "      Masq    "u8 : entry.Method.Is("-i"u8) ? "      Tunnel  "u8
            : "      Route   "u8);
        pen.Number(entry.Weight);
        pen.Text("      "u8);
        pen.Number(entry.Active);
        pen.Text("          "u8);
        pen.Number(entry.Inactive);
        pen.Text("         \n"u8);
    }

    /// <summary>An address with its port: <c>10.0.0.1:80</c> or <c>[2001:db8::1]:80</c>.</summary>
    private static void Endpoint(ref TextPen pen, scoped ReadOnlySpan<byte> endpoint)
    {
        int colon = endpoint.LastIndexOf((byte)':');
        ReadOnlySpan<byte> host = endpoint[..colon];
        if (host[0] == (byte)'[')
        {
            pen.Text("["u8);
            V6(ref pen, host[1..^1]);
            pen.Text("]"u8);
        }
        else
        {
            for (int i = 0; i < 4; i++)
            {
                int dot = host.IndexOf((byte)'.');
                Hex(ref pen, Value(dot < 0 ? host : host[..dot], 10), 2);
                host = host[(dot + 1)..];
            }
        }

        pen.Text(":"u8);
        Hex(ref pen, Value(endpoint[(colon + 1)..], 10), 4);
    }

    private static void V6(ref TextPen pen, scoped ReadOnlySpan<byte> host)
    {
        int gap = host.IndexOf("::"u8);
        ReadOnlySpan<byte> head = gap < 0 ? host : host[..gap];
        ReadOnlySpan<byte> tail = gap < 0 ? default : host[(gap + 2)..];
        int zeros = Groups - GroupsOf(head) - GroupsOf(tail);
        int written = 0;
        Write(ref pen, head, ref written);
        for (; zeros > 0; zeros--)
        {
            Write(ref pen, "0"u8, ref written);
        }

        Write(ref pen, tail, ref written);
    }

    private static int GroupsOf(ReadOnlySpan<byte> part) => part.IsEmpty ? 0 : 1 + part.Count((byte)':');

    private static void Write(ref TextPen pen, scoped ReadOnlySpan<byte> part, ref int written)
    {
        while (!part.IsEmpty)
        {
            int colon = part.IndexOf((byte)':');
            pen.Text(written++ == 0 ? default : ":"u8);
            Hex(ref pen, Value(colon < 0 ? part : part[..colon], 16), 4, "0123456789abcdef"u8);
            part = colon < 0 ? default : part[(colon + 1)..];
        }
    }

    private static uint Value(ReadOnlySpan<byte> digits, uint radix)
    {
        uint value = 0;
        foreach (byte digit in digits)
        {
            value = (value * radix) + (uint)(digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }

    private static void Hex(ref TextPen pen, uint value, int digits) =>
        Hex(ref pen, value, digits, "0123456789ABCDEF"u8);

    private static void Hex(ref TextPen pen, uint value, int digits, ReadOnlySpan<byte> alphabet)
    {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        {
            int at = (int)(value >> shift) & 0xF;
            pen.Text(alphabet.Slice(at, 1));
        }
    }
}
