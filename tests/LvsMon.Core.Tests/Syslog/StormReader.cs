using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Tests.Syslog;

/// <summary>
/// Reads a log from its first line to its last and compares it with the facts: what each summary stands for, and what
/// is known of every real server in the end. All are up at the beginning.
/// </summary>
internal sealed class StormReader
{
    private readonly Dictionary<long, Fact> _facts;
    private readonly HashSet<long> _told;
    private readonly Plan _plan;
    private readonly long[] _last;
    private readonly bool[] _up;
    private readonly HashSet<long> _summed = [];

    internal StormReader(Plan plan, IReadOnlyList<Fact> facts, IReadOnlyList<string> lines)
    {
        _plan = plan;
        _facts = facts.ToDictionary(fact => fact.Sequence);
        _told = [.. lines.Where(line => SummaryLine.Of(line) is null).Select(Number)];
        _last = new long[plan.Reals.Length];
        _up = [.. plan.Reals.Select(_ => true)];
        foreach (string line in lines)
        {
            if (SummaryLine.Of(line) is { } summary)
            {
                Take(summary);
            }
            else
            {
                Take(_facts[Number(line)], line);
            }
        }
    }

    /// <summary>What the log says of each real server.</summary>
    internal IReadOnlyList<bool> Up => _up;

    /// <summary>Numbers of facts that a line tells, or a summary stands for.</summary>
    internal int Covered => _told.Count + _summed.Count;

    /// <summary>The facts with a line of their own that a burst is counted by, in order.</summary>
    internal IEnumerable<Fact> OneByOne => _told.Order().Select(number => _facts[number]).Where(IsSummable);

    private static bool IsSummable(Fact fact) => fact.Kind is FactKind.Up or FactKind.Down or FactKind.Held
        or FactKind.Released or FactKind.Flapping or FactKind.SlowStart;

    private static long Number(string line) => long.Parse(line[(line.LastIndexOf(' ') + 1)..], null);

    private void Take(Fact fact, string line)
    {
        if (!IsSummable(fact))
        {
            return;
        }

        fact.Sequence.Should().BeGreaterThan(_last[fact.Real], "nothing newer was told before {0}", line);
        _last[fact.Real] = fact.Sequence;
        if (fact.Kind is FactKind.Up or FactKind.Down)
        {
            (fact.Kind == FactKind.Up).Should().NotBe(_up[fact.Real], "{0} tells a change", line);
            _up[fact.Real] = fact.Kind == FactKind.Up;
        }
    }

    private void Take(SummaryLine line)
    {
        Fact[] parts = [.. _facts.Values.Where(fact => fact.Sequence >= line.First && fact.Sequence <= line.Last
            && IsSummable(fact) && !_told.Contains(fact.Sequence)
            && _plan.Services[fact.Service].Name == line.Service).OrderBy(fact => fact.Sequence)];
        parts.Should().HaveCount(line.Lines, line.Text);
        (parts[0].Sequence, parts[^1].Sequence).Should().Be((line.First, line.Last));
        int down = 0;
        int up = 0;
        int same = 0;
        foreach (IGrouping<int, Fact> real in parts.GroupBy(fact => fact.Real))
        {
            real.First().Sequence.Should().BeGreaterThan(_last[real.Key], line.Text);
            _last[real.Key] = real.Last().Sequence;
            if (real.LastOrDefault(f => f.Kind is FactKind.Up or FactKind.Down) is { Sequence: > 0 } edge)
            {
                bool isUp = edge.Kind == FactKind.Up;
                down += _up[real.Key] && !isUp ? 1 : 0;
                up += !_up[real.Key] && isUp ? 1 : 0;
                same += _up[real.Key] == isUp ? 1 : 0;
                _up[real.Key] = isUp;
            }
        }

        (line.Down, line.Up, line.Same).Should().Be((down, up, same), line.Text);
        int? after = parts.LastOrDefault(f => f.Kind is FactKind.Up or FactKind.Down) is { Sequence: > 0 } last
            ? last.C : null;
        line.UpAfter.Should().Be(after, line.Text);
        (line.DownNames.Length + line.More.Down, line.UpNames.Length + line.More.Up).Should().Be((down, up), line.Text);
        ShouldBe(line, line.DownNames, up: false);
        ShouldBe(line, line.UpNames, up: true);
        parts.Should().OnlyContain(fact => _summed.Add(fact.Sequence), "no other line stands for it: {0}", line.Text);
    }

    private void ShouldBe(SummaryLine line, string[] names, bool up)
    {
        foreach (string name in names)
        {
            int real = System.Array.FindIndex(
                _plan.Reals,
                r => r.Endpoint.ToString() == name && _plan.Services[r.Service].Name == line.Service);
            _up[real].Should().Be(up, "{0} stands in {1}", name, line.Text);
        }
    }
}
