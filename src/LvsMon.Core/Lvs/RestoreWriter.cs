using System;
using LvsMon.Core.Config;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Writes edits as lines for <c>ipvsadm -R</c>. Every record is written whole: <c>-e</c> and <c>-E</c> replace all
/// fields, and what is left out falls back to the tool's defaults. No <c>-n</c>, no comments: <c>-R</c> takes neither.
/// </summary>
internal static class RestoreWriter
{
    /// <summary>The longest line with its end: two 53-byte endpoints, names of 16 bytes and every option.</summary>
    internal const int MaxLine = WrittenLine.MaxBytes;

    /// <summary>Writes the edits from <paramref name="first"/> on that fit into the buffer.</summary>
    /// <returns>How many were written; at least one when there is one.</returns>
    internal static int Write(TableLayout layout, EditList edits, int first, Span<byte> buffer, out int length)
    {
        ByteWriter writer = new(buffer);
        int written = 0;
        length = 0;
        for (int i = first; i < edits.Count; i++)
        {
            WriteLine(ref writer, layout.Services[edits[i].Service], edits[i]);
            if (writer.Overflowed)
            {
                break;
            }

            written++;
            length = writer.Length;
        }

        return written;
    }

    /// <summary>Writes one edit as the whole text.</summary>
    /// <returns>The length of the text.</returns>
    internal static int WriteOne(TableLayout layout, in Edit edit, Span<byte> buffer)
    {
        ByteWriter writer = new(buffer);
        WriteLine(ref writer, layout.Services[edit.Service], edit);
        return writer.Length;
    }

    /// <summary>Writes one line with its end.</summary>
    internal static void WriteLine(ref ByteWriter writer, ServiceText service, in Edit edit)
    {
        writer.Bytes(edit.Kind switch
        {
            EditKind.AddService => "-A "u8,
            EditKind.EditService => "-E "u8,
            EditKind.DeleteService => "-D "u8,
            EditKind.Add => "-a "u8,
            EditKind.Edit => "-e "u8,
            _ => "-d "u8,
        });
        writer.Bytes(service.Selector);
        switch (edit.Kind)
        {
            case EditKind.AddService:
            case EditKind.EditService:
                writer.Bytes(service.Settings);
                break;
            case EditKind.DeleteService:
                break;
            default:
                writer.Bytes(" -r "u8);
                writer.Endpoint(edit.Endpoint);
                if (edit.Kind != EditKind.Delete)
                {
                    WriteRecord(ref writer, edit.Record);
                }

                break;
        }

        writer.Byte((byte)'\n');
    }

    private static void WriteRecord(ref ByteWriter writer, in Destination record)
    {
        writer.Bytes(record.Forwarding.Method switch
        {
            ForwardingMethod.Nat => " -m"u8,
            ForwardingMethod.Direct => " -g"u8,
            _ => " -i"u8,
        });
        if (record.Forwarding.Method == ForwardingMethod.Tunnel)
        {
            WriteTunnel(ref writer, record);
        }

        writer.Bytes(" -w "u8);
        writer.Number(record.Weight);
        if (record.Upper != 0)
        {
            writer.Bytes(" -x "u8);
            writer.Number(record.Upper);
        }

        if (record.Lower != 0)
        {
            writer.Bytes(" -y "u8);
            writer.Number(record.Lower);
        }
    }

    private static void WriteTunnel(ref ByteWriter writer, in Destination record)
    {
        if (record.Forwarding.Tunnel == TunnelType.Ipip)
        {
            return;
        }

        writer.Bytes(record.Forwarding.Tunnel == TunnelType.Gue ? " --tun-type gue"u8 : " --tun-type gre"u8);
        if (record.Forwarding.Tunnel == TunnelType.Gue)
        {
            writer.Bytes(" --tun-port "u8);
            writer.Number(record.Forwarding.TunnelPort);
        }

        if (record.Checksum != TunnelChecksum.None)
        {
            writer.Bytes(record.Checksum == TunnelChecksum.Full ? " --tun-csum"u8 : " --tun-remcsum"u8);
        }
    }
}
