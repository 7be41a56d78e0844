using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>Prometheus with a data folder of its own, scraping one target every second.</summary>
internal sealed class PrometheusServer : RealServer
{
    private readonly string _settings;

    /// <summary>Makes it.</summary>
    public PrometheusServer(TempFolder folder, string name, string address, string target)
        : base(folder, name, address, space: null)
    {
        _settings = Path.Combine(Folder, "prometheus.yml");
        File.WriteAllText(_settings, $$"""
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ["{{Path.Combine(Repository.Root, "docs/examples/lvsmon.rules.yml")}}"]
            scrape_configs:
              - job_name: lvsmon
                static_configs: [{targets: ["{{target}}"]}]
            """);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command =>
    [
        Needs.Find("prometheus")!, $"--config.file={_settings}",
        $"--storage.tsdb.path={Path.Combine(Folder, "data")}",
        $"--web.listen-address={Address}:{Port.ToString(CultureInfo.InvariantCulture)}",
    ];

    /// <summary>Asks for the value of an expression that is one series; null while there is none.</summary>
    public string? Ask(string expression)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(
            HttpMethod.Get, $"http://{Endpoint}/api/v1/query?query={System.Uri.EscapeDataString(expression)}");
        using HttpResponseMessage answer = client.Send(request);
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(answer.Content.ReadAsStream());
        JsonElement result = document.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 1 ? result[0].GetProperty("value")[1].GetString() : null;
    }
}
