using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>One line for <c>ipvsadm -R</c>, taken apart. Reads only the forms that lvsmon and the simulated operator
/// write; anything else is <see cref="IsClear"/> false.</summary>
internal ref struct TableLine
{
    /// <summary>The letter of the command: <c>A E D a e d C</c>.</summary>
    public byte Command;

    /// <summary><c>-t 10.0.0.1:80</c>, <c>-f 7 -6</c>.</summary>
    public ReadOnlySpan<byte> Selector;

    /// <summary>For services: what follows the selector.</summary>
    public ReadOnlySpan<byte> Settings;

    /// <summary>For destinations.</summary>
    public TableEntry Entry;

    /// <summary>True when all of it was understood.</summary>
    public bool IsClear;

    /// <summary>Takes a line apart; without its end.</summary>
    public static TableLine Read(ReadOnlySpan<byte> line)
    {
        TableLine read = default;
        LineWalk words = new(line);
        ReadOnlySpan<byte> command = words.Next();
        if (command.Length != 2 || command[0] != (byte)'-')
        {
            return read;
        }

        read.Command = command[1];
        read.IsClear = read.Command switch
        {
            (byte)'C' => line.Length == 2,
            (byte)'A' or (byte)'E' or (byte)'D' => ReadService(ref read, line[3..], ref words),
            (byte)'a' or (byte)'e' or (byte)'d' => ReadDestination(ref read, line[3..], ref words),
            _ => false,
        };
        return read;
    }

    private static bool ReadService(ref TableLine read, ReadOnlySpan<byte> rest, ref LineWalk words)
    {
        ReadSelector(ref read, rest, ref words);
        read.Settings = words.Rest;
        return read.Selector.Length > 3 && (read.Command == (byte)'D') == read.Settings.IsEmpty;
    }

    private static bool ReadDestination(ref TableLine read, ReadOnlySpan<byte> rest, ref LineWalk words)
    {
        ReadSelector(ref read, rest, ref words);
        if (!words.Next().SequenceEqual("-r"u8))
        {
            return false;
        }

        read.Entry.Endpoint.Set(words.Next());
        read.Entry.Method.Set("-g"u8);
        read.Entry.Weight = 1;
        bool isGue = false;
        int port = 0;
        for (ReadOnlySpan<byte> word = words.Next(); !word.IsEmpty; word = words.Next())
        {
            if (word.SequenceEqual("-m"u8) || word.SequenceEqual("-g"u8) || word.SequenceEqual("-i"u8))
            {
                read.Entry.Method.Set(word);
            }
            else if (word.SequenceEqual("-w"u8))
            {
                read.Entry.Weight = words.Number();
            }
            else if (word.SequenceEqual("-x"u8))
            {
                read.Entry.Upper = words.Number();
            }
            else if (word.SequenceEqual("-y"u8))
            {
                read.Entry.Lower = words.Number();
            }
            else if (word.SequenceEqual("--tun-type"u8))
            {
                isGue = words.Next().SequenceEqual("gue"u8);
            }
            else if (word.SequenceEqual("--tun-port"u8))
            {
                port = words.Number();
            }
            else
            {
                return false;
            }
        }

        if (read.Entry.Method.Is("-i"u8))
        {
            SetTunnel(ref read.Entry.Tunnel, isGue, port);
        }

        return true;
    }

    private static void SetTunnel(ref FixedText tunnel, bool isGue, int port)
    {
        if (!isGue)
        {
            tunnel.Set(" --tun-type ipip"u8);
            return;
        }

        Span<byte> text = stackalloc byte[TableEntry.MaxText];
        TextPen pen = new(text);
        pen.Text(" --tun-type gue --tun-port "u8);
        pen.Number(port);
        pen.Text(" --tun-nocsum"u8);
        tunnel.Set(pen.Written);
    }

    private static void ReadSelector(ref TableLine read, ReadOnlySpan<byte> rest, ref LineWalk words)
    {
        ReadOnlySpan<byte> kind = words.Next();
        int length = kind.Length + 1 + words.Next().Length;
        if (kind.SequenceEqual("-f"u8) && words.Rest.StartsWith("-6"u8))
        {
            length += 1 + words.Next().Length;
        }

        read.Selector = rest[..Math.Min(length, rest.Length)];
    }
}
