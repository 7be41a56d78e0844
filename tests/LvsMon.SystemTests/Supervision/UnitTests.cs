using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Supervision;

/// <summary>The files of <c>packaging</c>, as systemd's own tools read them.</summary>
public sealed partial class UnitTests
{
    private const double MostManaged = 2.0;
    private const double MostNative = 1.7;
    private static readonly string Packaging = Path.Combine(Repository.Root, "packaging");
    private static readonly string Unit = Path.Combine(Packaging, "lvsmon.service");

    [SystemFact("systemd-analyze")]
    public void Exposure_OfTheUnit_IsWhatItSaysAndBelowTheLimits()
    {
        Match stated = ExposuresOfUnit().Match(File.ReadAllText(Unit));

        Exposure().Should().Be(Number(stated, 1)).And.BeLessThanOrEqualTo(MostManaged);
        Exposure("native").Should().Be(Number(stated, 2)).And.BeLessThanOrEqualTo(MostNative);
    }

    [SystemFact("systemd-analyze")]
    public void Exposure_WithEachDropIn_IsWhatItSays()
    {
        string[] dropIns = [.. Directory.GetFiles(Path.Combine(Packaging, "drop-ins"), "*.conf")];
        dropIns.Should().HaveCount(6);
        foreach (string file in dropIns)
        {
            double stated = Number(ExposureOfDropIn().Match(File.ReadAllText(file)), 1);
            Exposure(Path.GetFileNameWithoutExtension(file)).Should().Be(stated, Path.GetFileName(file))
                .And.BeLessThanOrEqualTo(MostManaged);
        }
    }

    [SystemFact("systemd-analyze")]
    public void Unit_WithAllDropInsOfItsVersion_HasNoMistake()
    {
        using TempFolder folder = new();
        string unit = Copy(folder, "native", "manage-sysctls", "ping", "programs", "control-group");

        Exit verified = Run(folder, "verify", "--man=no", "--recursive-errors=no", unit);

        (verified.Code, verified.Output).Should().Be((0, string.Empty));
    }

    [SystemFact("systemd-sysusers")]
    public void User_OfSysusers_IsMade()
    {
        using TempFolder folder = new();
        folder.Make("etc");

        Tool.Run("systemd-sysusers", "--root", folder.Path, Path.Combine(Packaging, "sysusers.d/lvsmon.conf"));

        File.ReadAllText(folder["etc/passwd"]).Should().MatchRegex(
            @"(?m)^lvsmon:x:\d+:\d+:lvsmon, IPVS director:/var/lib/lvsmon:/usr/sbin/nologin$");
    }

    /// <summary>What <c>systemd-analyze security</c> says of the unit with some drop-ins.</summary>
    private static double Exposure(params string[] dropIns)
    {
        using TempFolder folder = new();
        Exit analysis = Run(folder, "security", "--offline=true", "--no-pager", Copy(folder, dropIns));
        analysis.Code.Should().Be(0);
        return Number(Overall().Match(analysis.Output), 1);
    }

    /// <summary>The unit and its drop-ins, with the built program in the place of the installed one.</summary>
    private static string Copy(TempFolder folder, params string[] dropIns)
    {
        string unit = folder.Write("lvsmon.service", File.ReadAllText(Unit).Replace(
            "/usr/sbin/lvsmon", Repository.Daemon, StringComparison.Ordinal));
        string place = folder.Make("lvsmon.service.d");
        foreach (string name in dropIns)
        {
            File.Copy(Path.Combine(Packaging, "drop-ins", name + ".conf"), Path.Combine(place, name + ".conf"));
        }

        return unit;
    }

    private static Exit Run(TempFolder folder, params string[] words)
    {
        string output = folder["analysis"];
        string quoted = string.Join(' ', words.Select(word => $"'{word}'"));
        string code = Tool.Run("sh", "-c", $"LC_ALL=C.UTF-8 systemd-analyze {quoted} >{output} 2>&1; echo $?");
        return new Exit(int.Parse(code, CultureInfo.InvariantCulture), File.ReadAllText(output));
    }

    private static double Number(Match match, int group)
    {
        match.Success.Should().BeTrue("the number is there");
        return double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"^# systemd-analyze security --offline=true says ([0-9]\.[0-9]); with .* native build, ([0-9]\.[0-9])\.$",
        RegexOptions.Multiline)]
    private static partial Regex ExposuresOfUnit();

    [GeneratedRegex(
        @"^# systemd-analyze security --offline=true of the unit with it: ([0-9]\.[0-9])\.$", RegexOptions.Multiline)]
    private static partial Regex ExposureOfDropIn();

    [GeneratedRegex(@"Overall exposure level for lvsmon\.service: ([0-9]+\.[0-9])")]
    private static partial Regex Overall();

    private readonly record struct Exit(int Code, string Output);
}
