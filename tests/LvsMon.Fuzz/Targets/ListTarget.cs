using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Lvs.Kernel;

namespace LvsMon.Fuzz.Targets;

/// <summary>The output of <c>ipvsadm -L -n --thresholds</c> after a good one of <c>-S -n</c>, and that of
/// <c>-L --timeout</c>.</summary>
internal sealed partial class ListTarget : IFuzzTarget
{
    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP", "FWM", "IPv6"];
    private static readonly byte[] Saved = Encoding.ASCII.GetBytes(TableText.Saved);

    private readonly TableScene _scene = new(TableText.Services);
    private readonly TimeoutReader _timeouts = new();

    /// <inheritdoc/>
    public string Name => "ipvsadm-list";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } =
    [
        "LvsMon.Core.Lvs.ThresholdReader", "LvsMon.Core.Values.LineCutter", "LvsMon.Core.Values.LineWords",
        "LvsMon.Core.Lvs.EndpointReader", "LvsMon.Core.Lvs.Kernel.TimeoutReader",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        "->", "Prot", "TCP", "UDP", "SCTP", "FWM", "IPv6", "10.0.0.1:80", "10.1.0.1:8080", "10.1.0.2:8080",
        "[2001:db8::2]:8080", "[2001:db8::1]:80", "7", "-1294967296", "0", "100", "4294967295", "4294967296",
        "99999999999",
        "-1", " ", "\t", "\r\n", "\n", "Timeout (tcp tcpfin udp): ", "Timeout", "(tcp", "tcpfin", "udp):",
        "900 120 300",
        "2147483647", "2147483648", "TCP  10.0.0.9:80 rr\n", "  -> 10.1.0.1:8080 9 4 0 0\n", "Prot LocalAddress:Port\n",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        TableText.Listed, "Timeout (tcp tcpfin udp): 900 120 300\n", "Prot x\nTCP 10.0.0.1:80\n-> 10.1.0.1:8080 1 2\n",
    ];

    /// <inheritdoc/>
    public int MaxLength => 5000;

    /// <inheritdoc/>
    public long Steps(int length) => 100_000 + (2_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        TableSnapshot untouched = _scene.Save(0, Saved, Saved.Length);
        TableSnapshot whole = _scene.Save(1, Saved, Saved.Length);
        _scene.List(1, input, Math.Max(1, input.Length));
        string text = Encoding.Latin1.GetString(input);
        Compare(untouched, whole, text);
        TableSnapshot bytes = _scene.Save(2, Saved, Saved.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _scene.List(2, input, 1);
        TimeoutReader timeouts = Timeouts(input, 1 + (Cuts.Of(input) % 50));
        if (GC.GetAllocatedBytesForCurrentThread() != before)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            _scene.Save(2, Saved, Saved.Length);
            _scene.List(2, input, 1);
            Timeouts(input, 1 + (Cuts.Of(input) % 50));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            PromiseBroken.Unless(allocated == 0, "no-allocation", $"{allocated} bytes");
        }

        PromiseBroken.Unless(TableScene.AreEqual(whole, bytes), "one-reading", "other pieces, other reading");
        SessionTimeouts? expected = TimeoutsOf(text);
        SessionTimeouts? found = timeouts.IsComplete ? timeouts.Value : null;
        PromiseBroken.Unless(found == expected, "right-timeouts", $"{found}, by the reference {expected}");
    }

    private TimeoutReader Timeouts(ReadOnlySpan<byte> text, int piece)
    {
        _timeouts.Begin();
        for (; !text.IsEmpty; text = text[Math.Min(piece, text.Length)..])
        {
            _timeouts.Take(text[..Math.Min(piece, text.Length)]);
        }

        return _timeouts;
    }

    private static SessionTimeouts? TimeoutsOf(string text)
    {
        Match match = TimeoutLine().Match(text);
        return match.Success && text.Length <= 4097
            && TableWords.Number(match.Groups["tcp"].Value, int.MaxValue) is { } tcp
            && TableWords.Number(match.Groups["fin"].Value, int.MaxValue) is not null
            && TableWords.Number(match.Groups["udp"].Value, int.MaxValue) is { } udp
            ? new SessionTimeouts((int)tcp, (int)udp)
            : null;
    }

    /// <summary>Thresholds are completed and things counted; nothing else changes.</summary>
    private void Compare(TableSnapshot untouched, TableSnapshot found, string text)
    {
        int service = -1;
        bool isTitled = false;
        foreach (string line in text.Split('\n')[..^1])
        {
            string[] words = TableWords.Of(line.Length > 4096 ? line[..4096] : line);
            if (words is not ["->", ..])
            {
                isTitled |= words is ["Prot", ..];
                service = TableWords.Key(words, Protocols) is { } named ? _scene.Layout.FindService(named.Key) : -1;
                untouched.ServiceBalance -= service >= 0 ? 1 : 0;
                service = service < _scene.Layout.ServiceCount ? service : -1;
            }
            else if (service >= 0)
            {
                untouched.DestinationBalance--;
                Complete(untouched, service, words);
            }
        }

        bool isComplete = isTitled && text.EndsWith('\n');
        PromiseBroken.Unless(_scene.IsListComplete == isComplete, "complete", $"{_scene.IsListComplete}");
        PromiseBroken.Unless(TableScene.AreEqual(untouched, found), "right-reading", "not what the reference reads");
    }

    private void Complete(TableSnapshot snapshot, int service, string[] words)
    {
        if (words.Length < 4 || TableWords.Place(words[1]) is not { } place
            || TableWords.Number(words[2], uint.MaxValue) is not { } upper
            || TableWords.Number(words[3], uint.MaxValue) is not { } lower)
        {
            return;
        }

        int slot = _scene.Layout.FindSlot(service, place);
        if (slot >= 0 && snapshot.Present[slot])
        {
            snapshot.Records[slot] = snapshot.Records[slot] with
            {
                Upper = (int)Math.Min(upper, int.MaxValue),
                Lower = (int)Math.Min(lower, int.MaxValue),
            };
        }
    }

    [GeneratedRegex(
        @"\A[ \t\r]*Timeout[ \t\r]+\(tcp[ \t\r]+tcpfin[ \t\r]+udp\):[ \t\r]+(?<tcp>[0-9]+)[ \t\r]+(?<fin>[0-9]+)"
        + @"[ \t\r]+(?<udp>[0-9]+)[ \t\r]*\n\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex TimeoutLine();
}
