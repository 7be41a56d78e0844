using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LvsMon.VmPeer;

/// <summary>The words of a command line in order. Every mistake is a <see cref="UsageException"/>.</summary>
internal sealed class ArgumentReader(string[] words)
{
    private const int LastPort = 65535;
    private int _next;

    /// <summary>True when words are left.</summary>
    internal bool HasMore => _next < words.Length;

    /// <summary>The next word as it stands; not empty.</summary>
    internal string Word(string meaning)
    {
        if (!HasMore || words[_next].Length == 0)
        {
            throw new UsageException($"{meaning} is missing");
        }

        return words[_next++];
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    internal int Number(string meaning, int least, int most = int.MaxValue)
    {
        string word = Word(meaning);
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number < least || number > most)
        {
            throw new UsageException($"{meaning} must be a number from {least} to {most}, not '{word}'");
        }

        return number;
    }

    /// <summary>A port from 1 to 65535.</summary>
    internal int Port(string meaning) => Number(meaning, 1, LastPort);

    /// <summary><c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>.</summary>
    internal IPEndPoint EndPoint()
    {
        string word = Word("ADDR:PORT");
        int colon = word.LastIndexOf(':');
        bool isBracketed = word[0] == '[' && colon > 0 && word[colon - 1] == ']';
        if (!IPEndPoint.TryParse(word, out IPEndPoint? end)
            || end.Port == 0
            || (end.AddressFamily == AddressFamily.InterNetworkV6 && !isBracketed))
        {
            throw new UsageException($"ADDR:PORT expected, not '{word}'; an IPv6 address stands in brackets");
        }

        return end;
    }

    /// <summary>
    /// The local end of connections to <paramref name="target"/>: the address that the command line ends with, or any.
    /// </summary>
    internal IPEndPoint Source(IPEndPoint target, int port)
    {
        bool isV6 = target.AddressFamily == AddressFamily.InterNetworkV6;
        IPAddress any = isV6 ? IPAddress.IPv6Any : IPAddress.Any;
        if (!HasMore)
        {
            return new IPEndPoint(any, port);
        }

        string word = Word("SOURCEADDR");
        if (!IPAddress.TryParse(word, out IPAddress? address) || address.AddressFamily != target.AddressFamily)
        {
            throw new UsageException($"SOURCEADDR must be an address of the target's family, not '{word}'");
        }

        return new IPEndPoint(address, port);
    }

    /// <summary>Nothing may follow.</summary>
    internal void End()
    {
        if (HasMore)
        {
            throw new UsageException($"'{words[_next]}' is too much");
        }
    }
}
