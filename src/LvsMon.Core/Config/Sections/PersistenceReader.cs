using System.Globalization;
using System.Numerics;
using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads <c>persistence</c> with its netmask and engine.</summary>
internal sealed class PersistenceReader(ValueReader values)
{
    private static readonly string[] Options = ["netmask", "engine"];
    private static readonly string[] Engines = ["sip"];

    /// <summary>The persistence; null when it is off, or wrong and that is reported.</summary>
    /// <param name="statement">The line.</param>
    /// <param name="isV6">The address family of the virtual service; null when it is not known.</param>
    public Persistence? Read(Statement statement, bool? isV6)
    {
        if (statement.Damaged)
        {
            return null;
        }

        Word[] words = statement.Words;
        bool off = ValueReader.IsOff(words[0]);
        if (off && words.Length > 1)
        {
            values.Diagnostics.Error(
                ConfigRules.ExtraWords, words[1].Span, "nothing follows \"off\"; remove it or write a time");
        }

        if (off || !values.TrySeconds(statement.Directive, words[0], out int seconds))
        {
            return null;
        }

        uint netmask = isV6 == true ? 128 : uint.MaxValue;
        string? engine = null;
        for (int i = 1; i < words.Length; i += 2)
        {
            int option = values.Choice(
                Options, words[i], ConfigRules.UnknownOption, "unknown word after the persistence time");
            if (option < 0 || !HasValue(words, i))
            {
                return null;
            }

            Word value = words[i + 1];
            if (i == 3 && words[1].Text == words[3].Text)
            {
                values.Diagnostics.Error(
                    ConfigRules.RepeatedDirective, words[i].Span, $"\"{words[i].Text}\" stands twice; write it once");
                return null;
            }

            bool good = option == 0
                ? TryNetmask(value, isV6, ref netmask)
                : values.Choice(Engines, value, ConfigRules.UnknownEngine, "unknown persistence engine") >= 0;
            if (!good)
            {
                return null;
            }

            engine = option == 1 ? value.Text : engine;
        }

        return new Persistence(seconds, netmask, engine);
    }

    private bool HasValue(Word[] words, int option)
    {
        if (option + 1 < words.Length)
        {
            return true;
        }

        values.Diagnostics.Error(
            ConfigRules.MissingValue,
            words[option].Span,
            $"a value is missing after \"{words[option].Text}\"; write netmask MASK or engine sip");
        return false;
    }

    private bool TryNetmask(Word word, bool? isV6, ref uint netmask)
    {
        bool dotted = IpAddress.TryParse(word.Text, out IpAddress mask) && !mask.IsV6 && IsContiguous(mask.V4);
        bool length = byte.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out byte prefix)
            && prefix is >= 1 and <= 128;
        bool good = isV6 switch
        {
            true => length,
            false => dotted,
            null => dotted || length,
        };
        if (good)
        {
            netmask = dotted ? mask.V4 : prefix;
            return true;
        }

        string form = isV6 == true ? "a prefix length of 1 to 128" : "a mask like 255.255.255.0";
        values.Diagnostics.Error(
            ConfigRules.BadNetmask, word.Span, $"{ShownText.Quote(word.Text)} is not a netmask here; write {form}");
        return false;
    }

    private static bool IsContiguous(uint mask) => mask != 0 && BitOperations.IsPow2((ulong)~mask + 1);
}
