using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads <c>forward</c>.</summary>
internal sealed class ForwardReader(ValueReader values)
{
    private static readonly string[] TunnelTypes = ["ipip", "gue", "gre"];

    /// <summary>The forwarding method, or null when it is wrong and that is reported.</summary>
    public Forwarding? Read(Statement statement)
    {
        if (statement.Damaged)
        {
            return null;
        }

        Word[] words = statement.Words;
        int method = values.Choice(
            statement.Directive.Choices, words[0], ConfigRules.UnknownWord, "unknown forwarding method");
        switch ((ForwardingMethod)method)
        {
            case ForwardingMethod.Nat or ForwardingMethod.Direct:
                return Takes(words, 1, words[0].Text) ? new Forwarding((ForwardingMethod)method) : null;
            case ForwardingMethod.Tunnel when words.Length == 1:
                return new Forwarding(ForwardingMethod.Tunnel);
            case ForwardingMethod.Tunnel:
                return ReadTunnel(words);
            default:
                return null;
        }
    }

    private Forwarding? ReadTunnel(Word[] words)
    {
        int type = values.Choice(TunnelTypes, words[1], ConfigRules.UnknownWord, "unknown kind of tunnel");
        if (type < 0)
        {
            return null;
        }

        if ((TunnelType)type != TunnelType.Gue)
        {
            return Takes(words, 2, words[1].Text) ? new Forwarding(ForwardingMethod.Tunnel, (TunnelType)type) : null;
        }

        if (words.Length < 3)
        {
            values.Diagnostics.Error(
                ConfigRules.GuePort, words[1].Span, "a gue tunnel needs its UDP port; write forward tunnel gue PORT");
            return null;
        }

        if (!Endpoint.TryParsePort(words[2].Text, out ushort port))
        {
            values.Diagnostics.Error(
                ConfigRules.BadPort,
                words[2].Span,
                $"{ShownText.Quote(words[2].Text)} is not a port; write 1 to 65535");
            return null;
        }

        return new Forwarding(ForwardingMethod.Tunnel, TunnelType.Gue, port);
    }

    private bool Takes(Word[] words, int count, string what)
    {
        if (words.Length <= count)
        {
            return true;
        }

        values.Diagnostics.Error(
            ConfigRules.ExtraWords,
            words[count].Span,
            $"{ShownText.Quote(words[count].Text)} is a word too many; nothing follows \"{what}\"");
        return false;
    }
}
