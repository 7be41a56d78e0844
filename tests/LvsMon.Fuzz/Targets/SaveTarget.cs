using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Values;

namespace LvsMon.Fuzz.Targets;

/// <summary>The output of <c>ipvsadm -S -n</c>.</summary>
internal sealed class SaveTarget : IFuzzTarget
{
    private readonly TableScene[] _scenes =
        [new TableScene(TableText.Services), new TableScene(TableText.KeepsExtras)];

    /// <inheritdoc/>
    public string Name => "ipvsadm-save";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } =
    [
        "LvsMon.Core.Lvs.SaveReader", "LvsMon.Core.Values.LineCutter", "LvsMon.Core.Values.LineWords",
        "LvsMon.Core.Lvs.EndpointReader", "LvsMon.Core.Lvs.DestinationLine", "LvsMon.Core.Lvs.ServiceSetting",
        "LvsMon.Core.Lvs.SchedulerFlagBits", "LvsMon.Core.Lvs.LeavingDestinations",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        "-A", "-a", "-t", "-u", "--sctp-service", "-f", "-6", "-r", "-m", "-g", "-i", "-w", "-s", "-p", "-M", "-b",
        "-o",
        "ops", "pe", "--pe", "sip", "--tun-type", "ipip", "gue", "gre", "--tun-port", "--tun-nocsum", "--tun-csum",
        "--tun-remcsum", "--new-word", "rr", "wlc", "sh-port", "mh-fallback", "flag-3", ",", "10.0.0.1:80",
        "10.1.0.1:8080", "10.1.0.9:8080", "10.0.0.9:80", "[2001:db8::1]:80", "[::]:0", "[::ffff:1.2.3.4]:80",
        "[1:2:3:4:5:6:7:8]:65535", "[1::3:4:5:6:7:8]:80", "-r [::2:3:4:5:6:7:8]:80",
        "::", ":", "[", "]", ".", "255.255.255.255", "4294967295", "4294967296",
        "2147483648",
        "65536", "-1294967296", "-0", "7", " ", "\t", "\r\n", "\n", "\0",
        "-a -t 10.0.0.1:80 -r 10.1.0.77:80 -m -w 1\n", "-A -t 10.0.0.9:80 -s wlc\n",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        TableText.Saved,
        "-A -t 10.0.0.1:80 -s wrr\n-a -t 10.0.0.1:80 -r 10.1.0.77:80 -m -w 1\n",
        "-A -t 10.0.0.1:80 -s wrr\n-a -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 5" + new string(' ', 4080) + "\n",
        "-A -t [2001:db8::1]:80 -s wlc pe sip\n-A -u 10.0.0.1:53 ops -s rr\n",
    ];

    /// <inheritdoc/>
    public int MaxLength => 5000;

    /// <inheritdoc/>
    public long Steps(int length) => 100_000 + (2_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        string text = Encoding.Latin1.GetString(input);
        foreach (TableScene scene in _scenes)
        {
            TableSnapshot whole = scene.Save(0, input, Math.Max(1, input.Length));
            long before = GC.GetAllocatedBytesForCurrentThread();
            TableSnapshot bytes = scene.Save(1, input, 1);
            TableSnapshot pieces = scene.Save(2, input, 1 + (Cuts.Of(input) % 99));
            if (GC.GetAllocatedBytesForCurrentThread() != before)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                scene.Save(1, input, 1);
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                PromiseBroken.Unless(allocated == 0, "no-allocation", $"{allocated} bytes");
            }

            bool isOne = TableScene.AreEqual(whole, bytes) && TableScene.AreEqual(whole, pieces);
            PromiseBroken.Unless(isOne, "one-reading", "other pieces, other reading");
            bool isComplete = text.Length == 0 || text.EndsWith('\n');
            PromiseBroken.Unless(scene.IsComplete == isComplete, "complete", $"{scene.IsComplete}");
            Compare(scene, whole, new SaveReference(text, scene.Plan, scene.Unwanted));
        }
    }

    private static void Compare(TableScene scene, TableSnapshot found, SaveReference expected)
    {
        Same("lines", found.Lines, expected.Lines);
        Same("unclear lines", found.UnclearLines, expected.UnclearLines);
        for (int s = 0; s < scene.Layout.WatchedCount; s++)
        {
            ServiceKey key = scene.Layout.Services[s].Key;
            Same($"{key} present", found.Services[s].Present, expected.Services.ContainsKey(key));
            Same($"{key} unclear", found.Services[s].Unclear, expected.Unclear.Contains(key));
            if (s < scene.Layout.ServiceCount && found.Services[s].Present)
            {
                Same($"{key} differs", found.Services[s].Differs, expected.Differs(scene.Plan.Services[s]));
            }
        }

        HashSet<(ServiceKey, Endpoint)> seen = [];
        foreach ((ServiceKey service, Endpoint place, Destination? record) in Enumerable.Reverse(expected.Destinations))
        {
            int slot = scene.Layout.FindSlot(scene.Layout.FindService(service), place);
            if (slot >= 0 && seen.Add((service, place)))
            {
                Same($"{service} {place} present", found.Present[slot], true);
                Same($"{service} {place}", record is null ? record : found.Records[slot], record);
            }
        }

        Same("slots", found.Present.Count(present => present), seen.Count);
        CompareDeletions(scene, found, expected);
    }

    /// <summary>Deleted is what was read of a service all of whose lines were understood, and nothing else.</summary>
    private static void CompareDeletions(TableScene scene, TableSnapshot found, SaveReference expected)
    {
        HashSet<string> due = [];
        foreach (ServiceKey key in scene.Unwanted.Where(key => expected.Services.ContainsKey(key)))
        {
            due.UnionWith(expected.Unclear.Contains(key) ? [] : [key.ToString()]);
        }

        foreach ((ServiceKey service, Endpoint place, _) in expected.Destinations)
        {
            int index = scene.Layout.FindService(service);
            bool isLeaving = index == 0 && place == scene.Leaving;
            bool stays = scene.Plan.Global.KeepExtraReals && !isLeaving;
            if (!expected.Unclear.Contains(service) && !stays && scene.Layout.FindSlot(index, place) < 0)
            {
                due.Add($"{service} {place}");
            }
        }

        HashSet<string> deleted = [.. scene.Deletions(found).Select(edit => edit.Kind == EditKind.DeleteService
            ? scene.Layout.Services[edit.Service].Key.ToString()
            : $"{scene.Layout.Services[edit.Service].Key} {edit.Endpoint}")];
        if (!deleted.SetEquals(due))
        {
            string more = string.Join(", ", deleted.Except(due));
            string less = string.Join(", ", due.Except(deleted));
            throw new PromiseBroken("no-licence", $"deletes [{more}], leaves [{less}]");
        }
    }

    private static void Same<T>(string what, T found, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(found, expected))
        {
            throw new PromiseBroken("right-reading", $"{what}: {found}, by the reference {expected}");
        }
    }
}
