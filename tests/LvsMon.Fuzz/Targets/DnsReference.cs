using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// A second opinion on the answers of name servers: the message is taken apart into lists and texts first, then judged.
/// </summary>
internal static class DnsReference
{
    private const int Header = 12;

    /// <summary>What a message comes to for a question; <see cref="CheckReason.None"/> when it is no answer to
    /// it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="question">Name, type and class as asked, Latin-1.</param>
    /// <param name="type">The type asked for.</param>
    /// <param name="isRight">True for the data of a record that is wanted: the message, where they begin, how
    /// many.</param>
    internal static CheckReason Judge(byte[] message, string question, int type, Func<byte[], int, int, bool> isRight)
    {
        if (message.Length < Header || message[0] + message[1] != 0 || message[2] >> 3 != 16)
        {
            return CheckReason.None;
        }

        int code = message[3] % 16;
        int questions = Number(message, 4);
        string asked = Encoding.Latin1.GetString(message[Header..]);
        bool isMine = questions == 1 && asked.Length >= question.Length
            && Lower(asked[..^(asked.Length - question.Length)][..^4]) == Lower(question[..^4])
            && asked[(question.Length - 4)..question.Length] == question[^4..];
        if (!isMine && !(questions == 0 && code != 0))
        {
            return CheckReason.None;
        }

        if (code != 0)
        {
            return CheckReason.Mismatch;
        }

        bool isCut = message[2] % 4 >= 2;
        int at = Header + question.Length;
        for (int left = Number(message, 6); left > 0; left--)
        {
            int owner = EndOfName(message, at);
            int data = owner + 10;
            int length = owner < 0 || data > message.Length ? message.Length : Number(message, owner + 8);
            if (owner < 0 || data + length > message.Length)
            {
                return isCut ? CheckReason.Mismatch : CheckReason.Malformed;
            }

            if (Number(message, owner) == type && Number(message, owner + 2) == 1 && isRight(message, data, length))
            {
                return CheckReason.Matched;
            }

            at = data + length;
        }

        return CheckReason.Mismatch;
    }

    /// <summary>The labels of a name, letters small; null when it does not end, or points forwards.</summary>
    internal static string? Labels(byte[] message, int at)
    {
        List<string> labels = [];
        int bound = at;
        while (at < message.Length && message[at] != 0)
        {
            int length = message[at];
            if (length >= 192)
            {
                int to = at + 1 < message.Length ? Number(message, at) - 0xC000 : int.MaxValue;
                if (to >= bound)
                {
                    return null;
                }

                (at, bound) = (to, to);
            }
            else if (length > 63 || at + length >= message.Length)
            {
                return null;
            }
            else
            {
                labels.Add(Lower(Encoding.Latin1.GetString(message, at + 1, length)));
                at += length + 1;
            }
        }

        return at < message.Length ? string.Join('|', labels) : null;
    }

    private static int EndOfName(byte[] message, int at)
    {
        int begin = at;
        while (at < message.Length && at - begin <= 255)
        {
            switch (message[at])
            {
                case 0:
                    return at + 1;
                case >= 192:
                    return at + 2 <= message.Length ? at + 2 : -1;
                case > 63:
                    return -1;
                default:
                    at += message[at] + 1;
                    break;
            }
        }

        return -1;
    }

    private static int Number(byte[] message, int at) => (message[at] * 256) + message[at + 1];

    private static string Lower(string text) =>
        string.Concat(text.Select(c => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c));
}
