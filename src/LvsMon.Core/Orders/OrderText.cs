using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Orders;

/// <summary>
/// Orders as lines of a file: a head, a line each, and a last line with their number and a check sum, so that half a
/// file is known for what it is. A line names its real server by what identifies it: address and port, and the key of
/// its virtual service.
/// </summary>
internal static class OrderText
{
    /// <summary>Longest line, bytes.</summary>
    public const int MaxLine = 256;

    private const string Head = "lvsmon orders 1";
    private const ulong HashBasis = 14695981039346656037;
    private const ulong HashPrime = 1099511628211;

    /// <summary>Writes the orders that are any.</summary>
    /// <param name="room">A line each, and two.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="keys">By virtual service, its key as text.</param>
    /// <param name="orders">By real server.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> room, Plan plan, string[] keys, ReadOnlySpan<Order> orders)
    {
        ByteWriter text = new(room);
        text.Ascii(Head);
        text.Byte((byte)'\n');
        int count = 0;
        for (int real = 0; real < orders.Length; real++)
        {
            if (orders[real] == Order.None)
            {
                continue;
            }

            count++;
            WriteOrder(ref text, in orders[real]);
            text.Endpoint(plan.Reals[real].Endpoint);
            text.Byte((byte)' ');
            text.Ascii(keys[plan.Reals[real].Service]);
            text.Byte((byte)'\n');
        }

        ulong sum = Hash(text.Written);
        text.Bytes("end "u8);
        text.Number(count);
        text.Byte((byte)' ');
        text.Number((long)(sum >> 1));
        text.Byte((byte)'\n');
        return text.Length;
    }

    /// <summary>Reads a file; set-up only.</summary>
    /// <param name="content">The file.</param>
    /// <param name="orders">By key and address, as it stands in the lines.</param>
    /// <returns>False when it is not whole, or not such a file.</returns>
    public static bool TryRead(ReadOnlySpan<byte> content, out List<(Order Order, string Real, string Key)> orders)
    {
        orders = [];
        int end = content.LastIndexOf("end "u8);
        if (end <= 0 || content[end - 1] != (byte)'\n' || content[^1] != (byte)'\n')
        {
            return false;
        }

        string[] lines = Encoding.ASCII.GetString(content[..(end - 1)]).Split('\n');
        string sum = string.Create(CultureInfo.InvariantCulture, $"{(long)(Hash(content[..end]) >> 1)}");
        string last = Encoding.ASCII.GetString(content[end..^1]);
        if (lines[0] != Head || last != string.Create(CultureInfo.InvariantCulture, $"end {lines.Length - 1} {sum}"))
        {
            return false;
        }

        foreach (string line in lines.AsSpan(1))
        {
            if (!TryReadLine(line, out Order order, out string real, out string key))
            {
                return false;
            }

            orders.Add((order, real, key));
        }

        return true;
    }

    private static void WriteOrder(ref ByteWriter text, in Order order)
    {
        text.Bytes(order.Kind switch
        {
            OrderKind.Disabled => "disabled "u8,
            OrderKind.Draining => "draining "u8,
            OrderKind.Drained => "drained "u8,
            _ => "weight "u8,
        });
        text.Number(order.Weight);
        text.Byte((byte)' ');
        text.Number(order.SinceUs);
        text.Byte((byte)' ');
        text.Number(order.LimitUs);
        text.Byte((byte)' ');
    }

    private static bool TryReadLine(string line, out Order order, out string real, out string key)
    {
        string[] words = line.Split(' ', 6);
        order = Order.None;
        real = words.Length == 6 ? words[4] : "";
        key = words.Length == 6 ? words[5] : "";
        OrderKind? kind = words[0] switch
        {
            "disabled" => OrderKind.Disabled,
            "draining" => OrderKind.Draining,
            "drained" => OrderKind.Drained,
            "weight" => OrderKind.None,
            _ => null,
        };
        if (kind is null || words.Length != 6
            || !TryReadNumber(words[1], out long weight) || weight is < -1 or > ushort.MaxValue
            || !TryReadNumber(words[2], out long sinceUs) || !TryReadNumber(words[3], out long limitUs))
        {
            return false;
        }

        order = new Order(kind.Value, (int)weight) { SinceUs = sinceUs, LimitUs = limitUs };
        return order != Order.None;
    }

    private static bool TryReadNumber(string word, out long number) =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= -1;

    /// <summary>FNV-1a: it shows damage, and is no defence against who may write the file.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = HashBasis;
        foreach (byte b in bytes)
        {
            hash = unchecked((hash ^ b) * HashPrime);
        }

        return hash;
    }
}
