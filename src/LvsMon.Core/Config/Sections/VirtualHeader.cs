using System.Globalization;
using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads what identifies a virtual service: <c>tcp ADDRESS:PORT</c>, <c>fwmark N ipv6</c>.</summary>
internal sealed class VirtualHeader(ValueReader values, AddressReader addresses)
{
    private static readonly string[] Protocols = ["tcp", "udp", "sctp", "fwmark"];
    private static readonly string[] Families = ["ipv6"];

    /// <summary>The identity, or null when it is wrong and that is reported.</summary>
    public ServiceKey? Read(Statement statement)
    {
        if (statement.Damaged)
        {
            return null;
        }

        Word[] words = statement.Words;
        if (Endpoint.TryParse(words[0].Text, out _))
        {
            values.Diagnostics.Error(
                ConfigRules.MissingValue,
                words[0].Span,
                $"the protocol is missing; write virtual tcp {words[0].Text}, or udp or sctp");
            return null;
        }

        int protocol = values.Choice(Protocols, words[0], ConfigRules.UnknownWord, "unknown protocol");
        if (protocol < 0)
        {
            return null;
        }

        if (words.Length == 1)
        {
            string example = protocol == (int)ServiceProtocol.FirewallMark ? "1" : "192.0.2.80:80";
            values.Diagnostics.Error(
                ConfigRules.MissingValue,
                words[0].Span,
                $"a value is missing after \"{words[0].Text}\"; write for example virtual {words[0].Text} {example}");
            return null;
        }

        return protocol == (int)ServiceProtocol.FirewallMark
            ? ReadMark(words)
            : ReadAddress((ServiceProtocol)protocol, words);
    }

    private ServiceKey? ReadAddress(ServiceProtocol protocol, Word[] words)
    {
        if (words.Length > 2)
        {
            values.Diagnostics.Error(
                ConfigRules.ExtraWords,
                words[2].Span,
                $"{ShownText.Quote(words[2].Text)} is a word too many; nothing follows the address");
        }

        return addresses.TryEndpoint(words[1], needsPort: true, out Endpoint endpoint)
            ? new ServiceKey(protocol, endpoint, 0)
            : null;
    }

    private ServiceKey? ReadMark(Word[] words)
    {
        bool v6 = words.Length > 2
            && values.Choice(Families, words[2], ConfigRules.UnknownOption, "unknown word after the mark") == 0;
        string text = words[1].Text;
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint mark) || mark == 0)
        {
            values.Diagnostics.Error(
                ConfigRules.MarkRange,
                words[1].Span,
                $"{ShownText.Quote(text)} is not a firewall mark; write a whole number, 1 to {uint.MaxValue}");
            return null;
        }

        IpAddress unspecified = v6 ? IpAddress.FromV6(0) : IpAddress.FromV4(0);
        return new ServiceKey(ServiceProtocol.FirewallMark, new Endpoint(unspecified, 0), mark);
    }
}
