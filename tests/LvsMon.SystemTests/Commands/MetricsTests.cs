using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>The metrics as those see them who fetch them.</summary>
public sealed class MetricsTests
{
    private const string Address = "127.0.1.66";

    [SystemFact("prometheus", "promtool")]
    public void Prometheus_Scrapes_KnowsWhatTheDaemonKnows()
    {
        using TempFolder folder = new();
        using CountingServer server = new(Address);
        string place = Place();
        using DaemonProcess daemon = Start(folder, place, server.Endpoint);
        using PrometheusServer prometheus = new(folder, "prometheus", Address, place);

        prometheus.Start();

        Wait.Until(() => prometheus.Ask("up{job=\"lvsmon\"}") == "1", "it scrapes");
        string real = $"lvsmon_real_up{{service=\"www\",set=\"shop\",real=\"{server.Endpoint}\"}}";
        Wait.Until(() => prometheus.Ask(real) == "1", "the real server is up");
        prometheus.Ask("lvsmon_real_up{real=\"127.0.1.66:1\"}").Should().Be("0");
        prometheus.Ask("lvsmon_service_reals_up{service=\"www\"}").Should().Be("1");
        prometheus.Ask("lvsmon_table_in_step").Should().Be("1");
        Wait.Until(
            () => double.TryParse(
                prometheus.Ask("histogram_quantile(0.5, rate(lvsmon_check_duration_seconds_bucket[1m]))"),
                CultureInfo.InvariantCulture,
                out double middle) && middle is > 0 and < 1,
            "it can work out a quantile");
    }

    [SystemFact("promtool")]
    public void Promtool_PageAndRules_FindsNothingWrong()
    {
        using TempFolder folder = new();
        using CountingServer server = new(Address);
        string place = Place();
        using DaemonProcess daemon = Start(folder, place, server.Endpoint);
        Wait.Until(() => daemon.Errors.Contains("STARTED", StringComparison.Ordinal), "the first round is done");

        DaemonExit page = DaemonProcess.Run("metrics", "--control", folder["c"]);

        page.Code.Should().Be(0, page.Errors);
        Check(folder, page.Output);
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://{place}/metrics");
        using HttpResponseMessage answer = client.Send(request);
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/plain; version=0.0.4; charset=utf-8");
        using StreamReader reader = new(answer.Content.ReadAsStream());
        Check(folder, reader.ReadToEnd());
        Tool.Run("promtool", "check", "rules", Path.Combine(Repository.Root, "docs/examples/lvsmon.rules.yml"))
            .Should().Contain("16 rules found");
        DaemonExit nobody = DaemonProcess.Run("metrics", "--control", folder["none"]);
        nobody.Code.Should().Be(69);
        nobody.Output.Should().BeEmpty();
    }

    [SystemFact]
    public void Listen_AddressTaken_GoesOnAndAReloadTriesAgain()
    {
        using TempFolder folder = new();
        using CountingServer server = new(Address);
        using TcpListener other = new(IPAddress.Parse(Address), 0);
        other.Start();
        string place = $"{Address}:{((IPEndPoint)other.LocalEndpoint).Port}";
        using DaemonProcess daemon = Start(folder, place, server.Endpoint);
        Wait.Until(() => daemon.Errors.Contains("STARTED", StringComparison.Ordinal), "the daemon goes on");
        daemon.Errors.Should().Contain(
            $"NO METRICS: {place}: Address already in use; nobody can fetch them over HTTP; seq ");

        other.Stop();
        daemon.Signal(Signals.Hangup);
        Wait.Until(() => Ports.Listens(Address, Port(place)), "a reload takes the place");

        string moved = Place();
        Write(folder, moved, server.Endpoint);
        daemon.Signal(Signals.Hangup);
        Wait.Until(() => Ports.Listens(Address, Port(moved)), "a reload moves it");
        Ports.Listens(Address, Port(place)).Should().BeFalse();
        Write(folder, "off", server.Endpoint);
        daemon.Signal(Signals.Hangup);
        Wait.Until(() => !Ports.Listens(Address, Port(moved)), "a reload closes it");
    }

    private static void Check(TempFolder folder, string page)
    {
        page.Should().Contain("lvsmon_build_info{");
        string file = folder.Write("page", page);
        Tool.Run("/bin/sh", "-c", $"promtool check metrics <{file} 2>&1").Should().BeEmpty();
    }

    private static DaemonProcess Start(TempFolder folder, string place, string real)
    {
        Write(folder, place, real);
        return DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
    }

    private static void Write(TempFolder folder, string place, string real) => folder.Write("lvsmon.conf", $$"""
        global {
            metrics-listen {{place}}
        }
        defaults {
            interval 100ms
        }
        virtual tcp 192.0.2.80:80 {
            name www
            service-set shop
            real {{real}}
            real {{Address}}:1
        }
        """);

    private static string Place() => $"{Address}:{Ports.Free(Address)}";

    private static int Port(string place) =>
        int.Parse(place.AsSpan(place.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
}
