using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>The stream of events of a running daemon, and readers that misbehave.</summary>
public sealed class EventsTests
{
    [SystemFact]
    public void Follower_KilledAndBack_MissesNoNumberAndTheyAreThoseOfTheLog()
    {
        using TempFolder folder = new();
        using FlappingServer server = new("127.0.1.65");
        Write(folder, server, reals: 1);
        using DaemonProcess daemon = Start(folder);
        WaitForEvents(daemon, 5);

        using DaemonProcess first = Follow(folder, "--since", "0");
        Wait.Until(() => Numbers(first.Output).Count > 10, "some events came");
        Signals.Send(first.Pid, Signals.Kill);
        first.WaitForExit(Wait.Patience);
        List<JsonElement> before = Documents(first.Output);
        string run = before[0].GetProperty("run").GetString()!;
        long last = Numbers(first.Output)[^1];
        WaitForEvents(daemon, last + 20);
        using DaemonProcess second = Follow(folder, "--since", $"{run}:{last}");
        Wait.Until(() => Numbers(second.Output).Count > 30, "it goes on");
        daemon.Signal(Signals.Terminate);
        DaemonExit end = second.WaitForExit(Wait.Patience);

        long[] all = [.. Numbers(first.Output), .. Numbers(second.Output)];
        all.Should().Equal(Enumerable.Range(1, all.Length).Select(n => (long)n), "no number is missing or twice");
        end.Code.Should().Be(69);
        end.Errors.Should().Contain($"lvsmon: --since {run}:{all[^1]} goes on from here");
        Dictionary<long, string> log = Log(daemon.Errors);
        foreach (JsonElement document in before.Concat(Documents(second.Output)).Where(d => Type(d) == "event"))
        {
            if (document.GetProperty("seq").ValueKind == JsonValueKind.Number)
            {
                string word = document.GetProperty("event").GetString()!.Replace('-', ' ').ToUpperInvariant();
                log[document.GetProperty("seq").GetInt64()].ToUpperInvariant().Should().StartWith(word);
            }
        }
    }

    [SystemFact]
    public void Follower_Stopped_DelaysNoCheckIsToldWhatItLostAndAtLastLetGo()
    {
        using TempFolder folder = new();
        using FlappingServer server = new("127.0.1.66");
        Write(folder, server, reals: 40);
        using DaemonProcess daemon = Start(folder);
        WaitForEvents(daemon, 100);
        using DaemonProcess follower = Follow(folder);
        Wait.Until(() => Numbers(follower.Output).Count > 100, "it follows");

        Signals.Send(follower.Pid, Signals.Stop);
        int from = server.Accepts.Count;
        Wait.For(TimeSpan.FromSeconds(7));
        IReadOnlyList<long> accepts = server.Accepts;
        Signals.Send(follower.Pid, Signals.Continue);
        Wait.Until(() => Count(follower.Output, "snapshot-end") > 1, "it is told and gets a snapshot");
        int had = Numbers(follower.Output).Count;
        Wait.Until(() => Numbers(follower.Output).Count > had + 200, "the stream goes on");

        long[] gaps = [.. accepts.Skip(from).Zip(accepts.Skip(from + 1), (a, b) => b - a)];
        gaps.Length.Should().BeGreaterThan(56, "70 checks were due");
        gaps.Max().Should().BeLessThan(600, "checks each 100 ms go on");
        ShouldExplainEveryNumber(Documents(follower.Output));

        Signals.Send(follower.Pid, Signals.Stop);
        Wait.For(TimeSpan.FromSeconds(16));
        Signals.Send(follower.Pid, Signals.Continue);
        DaemonExit end = follower.WaitForExit(Wait.Patience);
        end.Code.Should().Be(69);
        end.Errors.Should().Contain("goes on from here");
    }

    [SystemFact]
    public void Fifo_ReaderComesAndGoes_GetsEveryNumber()
    {
        using TempFolder folder = new();
        using FlappingServer server = new("127.0.1.67");
        Write(folder, server, reals: 1);
        Tool.Run("mkfifo", "-m", "600", folder["fifo"]);
        using DaemonProcess daemon = Start(folder, "--events", folder["fifo"]);
        WaitForEvents(daemon, 10);

        List<string> lines = ReadLines(folder["fifo"], 8);
        WaitForEvents(daemon, 60);
        lines.AddRange(ReadLines(folder["fifo"], 40));

        List<JsonElement> documents = [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Type(documents[0]).Should().Be("stream");
        List<long> numbers = Numbers(documents);
        numbers.Should().Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n));
        daemon.Errors.Should().NotContain("NO EVENTS");
    }

    [SystemFact]
    public void File_DiskFull_IsToldOnceAndGoesOnWhenThereIsRoom()
    {
        using TempFolder folder = new();
        using FlappingServer server = new("127.0.1.68");
        Write(folder, server, reals: 20);
        folder.Make("small");
        string mount = $"mount -t tmpfs -o size=64k tmpfs '{folder["small"]}' && exec \"$@\"";
        using DaemonProcess daemon = DaemonProcess.Start(
            Words(folder, "--events", folder["small/events"]), ["unshare", "-m", "sh", "-c", mount, "sh"]);
        Wait.Until(() => daemon.Errors.Contains("NO EVENTS", StringComparison.Ordinal), "the disk is full");
        int had = server.Accepts.Count;
        Wait.Until(() => server.Accepts.Count > had + 20, "checks go on");

        string file = $"/proc/{daemon.Pid}/root{folder["small/events"]}";
        string before = File.ReadAllText(file);
        File.WriteAllText(file, "");
        Wait.Until(() => Regex.IsMatch(daemon.Errors, @"(?m)^\S+ EVENTS: "), "it is over");

        daemon.Errors.Should().Contain(
            $"NO EVENTS: {folder["small/events"]}: no space left on the device; trying again");
        daemon.Errors.Should().MatchRegex(@"(?m)^\S+ EVENTS: \S+: takes lines again after \S+; \d+ events? lost; seq ");
        Wait.Until(() => File.ReadAllText(file).Count(c => c == '\n') > 5, "lines come");
        string[] lines = (before + File.ReadAllText(file)).Split('\n');
        ShouldExplainEveryNumber([.. lines.SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement)]);
    }

    [SystemFact]
    public void File_RenamedAndReloaded_GoesOnInANewOne()
    {
        using TempFolder folder = new();
        using FlappingServer server = new("127.0.1.69");
        Write(folder, server, reals: 1);
        using DaemonProcess daemon = Start(folder, "--events", folder["events"]);
        Wait.Until(() => File.Exists(folder["events"]) && File.ReadAllText(folder["events"]).Length > 2000, "lines");

        File.Move(folder["events"], folder["events.1"]);
        daemon.Signal(Signals.Hangup);
        Wait.Until(() => File.Exists(folder["events"]) && File.ReadAllText(folder["events"]).Length > 2000, "new");
        daemon.Signal(Signals.Terminate);
        daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);

        List<JsonElement> old = Documents(File.ReadAllText(folder["events.1"]));
        List<JsonElement> young = Documents(File.ReadAllText(folder["events"]));
        Type(young[0]).Should().Be("stream");
        List<long> numbers = [.. Numbers(old), .. Numbers(young)];
        numbers.Should().Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n));
        young[^1].GetProperty("event").GetString().Should().Be("stopped", "the last one is there too");
    }

    [SystemFact]
    public void Events_ForPeople_AreLinesAndInterruptIsQuiet()
    {
        using TempFolder folder = new();
        using FlappingServer server = new("127.0.1.70");
        Write(folder, server, reals: 1);
        using DaemonProcess daemon = Start(folder);
        WaitForEvents(daemon, 8);

        DaemonExit history = DaemonProcess.Run("events", "--control", folder["c"]);
        // Whoever runs the tests in the background may have told them to ignore the signal.
        using DaemonProcess follower = DaemonProcess.Start(
            ["events", "--follow", "--control", folder["c"]], ["env", "--default-signal=INT"]);
        Wait.Until(() => follower.Output.Contains(" DOWN www ", StringComparison.Ordinal), "lines come");
        Signals.Send(follower.Pid, Signals.Interrupt);
        DaemonExit end = follower.WaitForExit(Wait.Patience);

        history.Code.Should().Be(0);
        history.Output.Should().MatchRegex(
            @"(?m)^\d{4}-\S+T\S+ DOWN www 10\.0\.0\.1:80: mismatch; ""500 no.*; seq \d+$");
        end.Output.Should().MatchRegex(@"(?m)^www  tcp 192\.0\.2\.80:80 ");
        end.Errors.Should().BeEmpty();
    }

    private static void Write(TempFolder folder, FlappingServer server, int reals)
    {
        StringBuilder text = new();
        text.Append("global {\n    log-burst off\n}\n");
        text.Append("defaults {\n    interval 100ms\n    rise 1\n    fall 1\n    hold-down off\n}\n");
        text.Append("virtual tcp 192.0.2.80:80 {\n    name www\n");
        text.Append($"    check banner --expect 220 --connect {server.Address} --port {server.Port}\n");
        for (int real = 1; real <= reals; real++)
        {
            text.Append($"    real 10.0.0.{real}:80\n");
        }

        folder.Write("lvsmon.conf", text.Append("}\n").ToString());
    }

    private static string[] Words(TempFolder folder, params string[] more) =>
        ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"], .. more];

    private static DaemonProcess Start(TempFolder folder, params string[] more) =>
        DaemonProcess.Start(Words(folder, more));

    private static DaemonProcess Follow(TempFolder folder, params string[] more) =>
        DaemonProcess.Start(["events", "--follow", "--json", "--control", folder["c"], .. more]);

    private static void WaitForEvents(DaemonProcess daemon, long number) =>
        Wait.Until(() => Log(daemon.Errors).Keys.DefaultIfEmpty().Max() >= number, $"event {number} happened");

    private static List<string> ReadLines(string fifo, int count)
    {
        // A byte at a time: what is not wanted must stay in the FIFO for the next reader.
        using FileStream stream = new(fifo, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        List<string> lines = [];
        List<byte> line = [];
        while (lines.Count < count)
        {
            int b = stream.ReadByte();
            b.Should().NotBe(-1, "the daemon holds the FIFO open");
            if (b == '\n')
            {
                lines.Add(Encoding.ASCII.GetString([.. line]));
                line.Clear();
            }
            else
            {
                line.Add((byte)b);
            }
        }

        return lines;
    }

    /// <summary>The words of each line of the log by its number.</summary>
    private static Dictionary<long, string> Log(string errors) => Regex.Matches(
        errors, @"(?m)^\S+ (.*; seq (\d+))$").ToDictionary(m => long.Parse(m.Groups[2].Value), m => m.Groups[1].Value);

    private static List<JsonElement> Documents(string output) =>
        [.. output.Split('\n').SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Type(JsonElement document) => document.GetProperty("type").GetString()!;

    private static int Count(string output, string type) => Documents(output).Count(d => Type(d) == type);

    private static List<long> Numbers(string output) => Numbers(Documents(output));

    private static List<long> Numbers(IEnumerable<JsonElement> documents) => [.. documents
        .Where(d => Type(d) == "event" && d.GetProperty("seq").ValueKind == JsonValueKind.Number)
        .Select(d => d.GetProperty("seq").GetInt64())];

    /// <summary>Each number is that of an event, in a document that says it is lost, or in a snapshot behind
    /// that.</summary>
    private static void ShouldExplainEveryNumber(List<JsonElement> documents)
    {
        long next = -1;
        int lost = 0;
        foreach (JsonElement document in documents)
        {
            switch (Type(document))
            {
                case "event" when document.GetProperty("seq").ValueKind == JsonValueKind.Number:
                    long number = document.GetProperty("seq").GetInt64();
                    (next < 0 ? number : next).Should().Be(number);
                    next = number + 1;
                    break;
                case "lost" when document.GetProperty("what").GetString() == "events":
                    document.GetProperty("from").GetInt64().Should().Be(next);
                    next = document.GetProperty("to").GetInt64() + 1;
                    lost++;
                    break;
                case "snapshot-end":
                    document.GetProperty("seq").GetInt64().Should().BeGreaterThanOrEqualTo(next - 1);
                    next = document.GetProperty("seq").GetInt64() + 1;
                    break;
            }
        }

        lost.Should().BePositive("something was lost");
    }
}
