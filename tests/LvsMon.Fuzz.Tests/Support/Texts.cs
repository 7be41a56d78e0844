using System;
using System.Collections.Generic;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LvsMon.Fuzz.Targets;

namespace LvsMon.Fuzz.Tests.Support;

/// <summary>Texts for properties: generators of nearly right ones, and how a failing one is made smaller.</summary>
internal static class Texts
{
    private const int Tests = 2000;

    /// <summary>A text that something may have happened to: nothing, or up to three changes of a few
    /// characters.</summary>
    internal static Gen<string> Damaged(Gen<string> whole)
    {
        Gen<(int At, int Gone, string Put)> change =
            from at in Gen.Choose(0, 10_000)
            from gone in Gen.Choose(0, 4)
            from put in Gen.Elements("", "\r", "\n", " ", "\t", ":", ",", "\0", "\x7F", "\xE9", "0", "9", "-", "{",
                "\"", "A")
            select (at, gone, put);
        return
            from text in whole
            from count in Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(1, 3)))
            from changes in Gen.ListOf(change, count)
            select Change(text, changes);
    }

    /// <summary>So many of these, one after the other.</summary>
    internal static Gen<string> Joined(Gen<string> part, int least, int most) =>
        from count in Gen.Choose(least, most)
        from parts in Gen.ListOf(part, count)
        select string.Concat(parts);

    /// <summary>Tries a target with many such texts, always the same ones; a failing one is told as short as it can
    /// be.</summary>
    internal static void Try(IFuzzTarget target, Gen<string> texts)
    {
        Arbitrary<string> arbitrary = Arb.From(texts, Smaller);
        Property property = Prop.ForAll(arbitrary, text => target.Try(Encoding.Latin1.GetBytes(text)));
        property.Check(Settings(Tests));
    }

    /// <summary>How properties are checked: the same cases every time, and an exception for a failure.</summary>
    internal static Config Settings(int tests) =>
        Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20_261_122, 1);

    private static string Change(string text, IEnumerable<(int At, int Gone, string Put)> changes)
    {
        StringBuilder changed = new(text);
        foreach ((int at, int gone, string put) in changes)
        {
            int place = at % (changed.Length + 1);
            changed.Remove(place, Math.Min(gone, changed.Length - place)).Insert(place, put);
        }

        return changed.ToString();
    }

    private static IEnumerable<string> Smaller(string text)
    {
        for (int part = text.Length; part >= 1; part /= 2)
        {
            for (int at = 0; at + part <= text.Length; at += part)
            {
                yield return text.Remove(at, part);
            }
        }
    }
}
