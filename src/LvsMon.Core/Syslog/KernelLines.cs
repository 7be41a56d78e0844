using System;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Lines of the kernel's settings beside the table.</summary>
internal static class KernelLines
{
    internal static void Write(ref ByteWriter line, in Fact fact, FactWords words)
    {
        switch (fact.Kind)
        {
            case FactKind.SettingSet:
                line.Byte((byte)' ');
                line.Bytes(KernelSettingNames.Of((KernelSetting)fact.A));
                line.Bytes(": "u8);
                Change(ref line, in fact, default);
                break;
            case FactKind.SettingNotSet:
            case FactKind.SettingNotRead:
                SettingTrouble(ref line, in fact, words);
                break;
            case FactKind.Caution:
                Caution(ref line, in fact, words);
                break;
            case FactKind.TimeoutSet:
                line.Bytes(fact.A == 0 ? " tcp: "u8 : " udp: "u8);
                Change(ref line, in fact, "s"u8);
                break;
            default:
                TimeoutTrouble(ref line, in fact, words);
                break;
        }
    }

    private static void Change(ref ByteWriter line, in Fact fact, ReadOnlySpan<byte> unit)
    {
        line.Number(fact.B);
        line.Bytes(unit);
        line.Bytes(" found, "u8);
        if (fact.B == fact.C)
        {
            line.Bytes("as wanted"u8);
            return;
        }

        line.Number(fact.C);
        line.Bytes(unit);
        line.Bytes(" set"u8);
    }

    private static void SettingTrouble(ref ByteWriter line, in Fact fact, FactWords words)
    {
        bool toBeSet = fact.Kind == FactKind.SettingNotSet;
        if (fact.A < 0)
        {
            line.Bytes(": /proc/sys/net/ipv4/vs is missing, ip_vs is not in this kernel or network namespace"u8);
            line.Bytes(toBeSet ? "; nothing is set"u8 : "; what becomes of open connections is not known"u8);
            return;
        }

        KernelSetting setting = (KernelSetting)fact.A;
        line.Byte((byte)' ');
        line.Bytes(KernelSettingNames.Of(setting));
        line.Bytes(": "u8);
        words.DetailOr(ref line, in fact, "why is not known"u8);
        line.Bytes(toBeSet ? "; "u8 : "; if it is 0, "u8);
        line.Bytes(SettingWords.Consequence(setting));
    }

    private static void Caution(ref ByteWriter line, in Fact fact, FactWords words)
    {
        words.Service(ref line, in fact);
        bool isOne = fact.Service >= 0;
        line.Bytes(": "u8);
        if (!isOne)
        {
            FactWords.Count(ref line, fact.B, "more service ("u8, "more services ("u8);
        }

        bool separate = false;
        for (int i = 0; i < KernelSettingNames.Count; i++)
        {
            if ((fact.A & (1 << i)) == 0)
            {
                continue;
            }

            line.Bytes(!separate ? default : isOne ? "; "u8 : ", "u8);
            separate = true;
            line.Bytes(KernelSettingNames.Of((KernelSetting)i));
            line.Bytes(" 0"u8);
            if (isOne)
            {
                line.Bytes(": "u8);
                line.Bytes(SettingWords.Consequence((KernelSetting)i));
            }
        }

        line.Bytes(isOne ? default : ")"u8);
    }

    private static void TimeoutTrouble(ref ByteWriter line, in Fact fact, FactWords words)
    {
        if (fact.A < 0)
        {
            line.Bytes(": the kernel's timeouts cannot be read"u8);
        }
        else
        {
            line.Bytes(fact.A == 0 ? " tcp: "u8 : " udp: "u8);
            line.Number(fact.B);
            line.Bytes("s found, "u8);
            line.Number(fact.C);
            line.Bytes("s wanted"u8);
        }

        if (words.HasDetail(in fact))
        {
            line.Bytes(" ("u8);
            words.Detail(ref line, in fact);
            line.Byte((byte)')');
        }

        line.Bytes("; idle sessions are kept as long as before"u8);
    }
}
