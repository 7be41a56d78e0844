using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Simulation.Peers;

namespace LvsMon.Simulation.Episodes;

/// <summary>Draws configurations: a stock of services and hosts, so that two of them have much in common.</summary>
internal sealed class ConfigWriter
{
    /// <summary>Longest slow start drawn, milliseconds: the loop has ten turns a second on the way.</summary>
    private const int MostSlowMs = 30_000;

    /// <summary>Longest time between two reports on sessions, milliseconds.</summary>
    private const int MostReportMs = 600_000;

    private static readonly string[] Events = ["up", "down", "any", "any"];
    private static readonly string[] Schedulers = ["rr", "wrr", "wlc", "sh"];
    private readonly Draw _draw;
    private readonly bool _keepsExtras;
    private readonly int _hosts;
    private readonly int[] _intervalMs;
    private readonly Dictionary<string, string> _blocks = [];
    private readonly StringBuilder _text = new();
    private int _written;

    /// <summary>What all configurations of an episode share: hosts, tempo, extra real servers.</summary>
    public ConfigWriter(Draw draw)
    {
        _draw = draw;
        _keepsExtras = draw.Once(4);
        _hosts = draw.Between(3, PeerHosts.Count);
        _intervalMs = draw.Below(4) switch
        {
            0 => [50, 100, 250, 400],
            1 => [500, 1000, 2000, 3000],
            2 => [1000, 5000, 10_000, 20_000],
            _ => [10_000, 30_000, 60_000, 90_000],
        };
    }

    /// <summary>Draws a configuration.</summary>
    /// <param name="isShadow">For a daemon that only watches.</param>
    public string Next(bool isShadow)
    {
        _text.Clear();
        _text.Append("global {\n");
        Line($"reconcile {_draw.Between(5, 45)}s");
        Line($"extra-reals {(_keepsExtras ? "keep" : "remove")}");
        Line($"on-exit {(_draw.Once(3) ? "clear" : "keep")}");
        Line($"manage-sysctls {(_draw.Once(2) && !isShadow ? "yes" : "no")}");
        LogBurst();
        if (_draw.Once(5))
        {
            Line($"max-in-flight {_draw.Between(1, 12)}");
        }

        if (_draw.Once(6))
        {
            Line($"reload-limit {_draw.Between(1, 80)}%");
        }

        if (!_draw.Once(4))
        {
            long reportMs = Math.Clamp(_draw.Of<int>(_intervalMs) * _draw.Between(5, 40), 1_000, MostReportMs);
            Line(_draw.Once(8) ? "session-report off" : $"session-report {reportMs}ms");
        }

        _text.Append("}\n");
        Block("defaults", Defaults);
        int first = _draw.Below(ServiceShape.Stock.Length);
        for (int i = 0; i < ServiceShape.Stock.Length; i++)
        {
            // Never none; in another order each time, so that the same things have other numbers.
            ServiceShape shape = ServiceShape.Stock[(first + i) % ServiceShape.Stock.Length];
            if (i == 0 || _draw.Once(3))
            {
                Block(shape.Head, () => Service(shape));
            }
        }

        return _text.ToString();
    }

    /// <summary>Nothing else depends on it, so it goes round and is not drawn: small ones, for there are few real
    /// servers, the built-in one and none.</summary>
    private void LogBurst()
    {
        int burst = (_hosts + (_written++ / 3)) % 6;
        if (burst < 5)
        {
            Line($"log-burst {(burst == 0 ? "off" : $"{burst}")}");
        }
    }

    /// <summary>Writes a block, most often as the configuration before had it.</summary>
    private void Block(string name, Action draw)
    {
        if (_blocks.TryGetValue(name, out string? before) && !_draw.Once(3))
        {
            _text.Append(before);
            return;
        }

        int from = _text.Length;
        draw();
        _blocks[name] = _text.ToString(from, _text.Length - from);
    }

    private void Defaults()
    {
        _text.Append("defaults {\n");
        Timings(isWhole: true);
        if (_draw.Once(3))
        {
            Line($"session-timeout {_draw.Between(20, 400)}");
        }

        if (_draw.Once(2))
        {
            Notify();
        }

        _text.Append("}\n");
    }

    /// <summary>Programs that are told of changes: none or some, of few, so that reloads meet the same ones
    /// again.</summary>
    private void Notify()
    {
        int count = _draw.Between(0, NotifyLine.MaxLines);
        int first = _draw.Below(8);
        for (int i = 0; i < count; i++)
        {
            int program = (first + i) % 8;
            string words = program % 3 == 0 ? "" : program % 3 == 1 ? " team-web" : " --to \"team web\" -v";
            Line($"notify {_draw.Of<string>(Events)} /usr/lib/notify/{program}{words}");
        }

        if (count == 0)
        {
            Line("notify off");
        }
    }

    private void Line(string line) => _text.Append("    ").Append(line).Append('\n');

    private void Timings(bool isWhole)
    {
        int intervalMs = _draw.Of<int>(_intervalMs);
        int timeoutMs = Math.Min(intervalMs * 10, _draw.Between(400, 3000));
        Line($"interval {intervalMs}ms");
        if (isWhole || _draw.Once(2))
        {
            Line($"timeout {timeoutMs}ms");
            Line($"connect-timeout {_draw.Between(200, 2000)}ms");
            Line($"receive-timeout {_draw.Between(200, 2000)}ms");
        }
        else
        {
            Line($"timeout {Math.Min(intervalMs * 10, 400)}ms");
        }

        Line($"rise {_draw.Between(1, _draw.Once(3) ? 5 : 2)}");
        Line($"fall {_draw.Between(1, _draw.Once(3) ? 6 : 3)}");
        if (_draw.Once(2))
        {
            Line($"fast-interval {Math.Max(timeoutMs / 10, intervalMs / _draw.Between(1, 6))}ms");
        }

        if (_draw.Once(2))
        {
            Line($"down-interval {intervalMs * _draw.Between(1, 3)}ms");
        }

        if (_draw.Once(4))
        {
            Line($"fail-after {intervalMs * _draw.Between(1, 5)}ms");
        }

        Returns(intervalMs);
    }

    /// <summary>What keeps a real server from coming back at once, in times of a few intervals.</summary>
    private void Returns(int intervalMs)
    {
        if (_draw.Once(4))
        {
            Line($"stable-for {intervalMs * _draw.Between(1, 6)}ms");
        }

        if (!_draw.Once(3))
        {
            Line($"hold-down {intervalMs * _draw.Between(1, 4)}ms");
            Line($"hold-down-max {intervalMs * _draw.Between(2, _draw.Once(2) ? 20 : 200)}ms");
        }

        if (_draw.Once(3))
        {
            Line($"slow-start {_draw.Between(1_000, Math.Clamp(intervalMs * 12, 3_000, MostSlowMs))}ms");
        }
    }

    private void Service(ServiceShape shape)
    {
        _text.Append("virtual ").Append(shape.Head).Append(" {\n");
        string scheduler = _draw.Of<string>(Schedulers);
        Line($"scheduler {scheduler}{(scheduler == "sh" && _draw.Once(2) ? " flags sh-port" : "")}");
        Line($"forward {shape.Forward}");
        Line($"check {shape.Check}");
        if (_draw.Once(4) && !shape.Check.StartsWith("tcp", StringComparison.Ordinal))
        {
            Line($"check {_draw.Of<string>(ServiceShape.MoreChecks)}");
            if (_draw.Once(2))
            {
                Line("require any");
            }
        }

        if (_draw.Once(2) && shape.Selector.StartsWith("-u", StringComparison.Ordinal))
        {
            Line("one-packet yes");
        }

        if (_draw.Once(3))
        {
            Line($"persistence {_draw.Between(1, 9) * 60}s{(shape.IsV6 ? "" : " netmask 255.255.255.0")}");
        }

        if (_draw.Once(3))
        {
            Line("on-failure quiesce" + _draw.Of<string>(
                ["", " connect-timeout receive-timeout", " tls-timeout program-timeout exit tls-alert"]));
        }

        if (_draw.Once(3))
        {
            Timings(isWhole: false);
        }

        bool hasFloor = _draw.Once(2);
        if (hasFloor)
        {
            Line(_draw.Once(2) ? $"floor {_draw.Between(1, 4)}" : $"floor {_draw.Between(1, 100)}%");
        }
        else if (_draw.Once(3) && !shape.Head.StartsWith("fwmark", StringComparison.Ordinal))
        {
            Line($"fallback {(shape.IsV6 ? "[2001:db8::f]" : "10.9.0.1")}:{shape.Port}");
        }

        if (_draw.Once(2))
        {
            Notify();
        }

        if (_draw.Once(2))
        {
            Line($"service-set {_draw.Of<string>(["shop", "mail"])}");
        }

        Reals(shape);
        _text.Append("}\n");
    }

    private void Reals(ServiceShape shape)
    {
        HashSet<int> used = [];
        for (int i = _draw.Between(1, 6); i > 0; i--)
        {
            int host = _draw.Between(1, _hosts);
            if (used.Add(host))
            {
                Real(shape, host);
            }
        }
    }

    /// <summary>Standby, too small for parts, or with parts for a slow start.</summary>
    private int Weight() => _draw.Once(8) ? 0 : _draw.Once(2) ? _draw.Between(1, 5) : _draw.Between(6, 100);

    private void Real(ServiceShape shape, int host)
    {
        string address = shape.IsV6 ? $"[2001:db8::1:{host:x}]" : $"10.1.0.{host}";
        string line = $"real {address}:{shape.Port} weight {Weight()}";
        if (_draw.Once(5))
        {
            line += $" upper {_draw.Between(100, 200)} lower {_draw.Between(1, 90)}";
        }

        if (_draw.Once(10))
        {
            Line(line + " unmonitored");
            return;
        }

        if (!_draw.Once(4))
        {
            Line(line);
            return;
        }

        Line(line + " {");
        Timings(isWhole: false);
        if (_draw.Once(2))
        {
            Line("check banner --expect SSH-2.0- --port 22");
        }

        Line("}");
    }
}
