using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Tests.Config;

/// <summary>What reading a text gave.</summary>
internal sealed record ReadResult(Configuration Configuration, Diagnostics Diagnostics)
{
    public const string Path = "lvsmon.conf";

    public IReadOnlyList<Diagnostic> All => Diagnostics.InFileOrder;

    public string Text => DiagnosticText.Format(Diagnostics, Configuration.Files);

    public static ReadResult Of(string text, long? intervalUs = null) =>
        Of(new MemoryConfigFiles().With(Path, text), Path, intervalUs);

    public static ReadResult Of(
        IConfigFiles files, string path = Path, long? intervalUs = null, ConfigLimits? limits = null)
    {
        Diagnostics diagnostics = new();
        Configuration configuration = ConfigReader.Read(
            path, files, intervalUs, diagnostics, limits ?? new ConfigLimits());
        return new ReadResult(configuration, diagnostics);
    }

    /// <summary>Reads a text that has no mistake.</summary>
    public static Configuration Good(string text, long? intervalUs = null)
    {
        ReadResult result = Of(text, intervalUs);
        result.Text.Should().BeEmpty();
        return result.Configuration;
    }

    /// <summary>Reads the inside of one virtual service that has no mistake.</summary>
    public static VirtualServiceSettings GoodService(string body, string header = "virtual tcp 192.0.2.80:80") =>
        Good($"{header} {{\n{body}\n}}\n").Services.Single();
}
