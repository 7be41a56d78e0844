using System;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Lvs.Memory;
using LvsMon.Simulation.Surroundings;
using Xunit;

namespace LvsMon.Simulation.Tests;

public sealed class SimulatedTableTests
{
    private static readonly string[] Selectors = ["-t 10.0.0.1:80", "-u 10.0.0.1:53", "-f 7", "-f 8 -6"];

    private static readonly string[] Settings =
        ["-s rr", "-s wlc -p 60", "-s sh -p 300 -M 255.255.255.0 -b sh-port", "-s wrr -o"];

    private static readonly string[] Forwards = ["-m", "-g", "-i", "-i --tun-type gue --tun-port 6080"];

    [Fact]
    public void Apply_AnyLines_MakeTheTableThatIpvsadmMakes()
    {
        Draw draw = new(1);
        SimulatedTable table = new();
        MemoryIpvsadm ipvsadm = new();
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            string line = Line(draw);
            string error = Encoding.ASCII.GetString(table.Apply(TableLine.Read(Encoding.ASCII.GetBytes(line))));
            IpvsadmResult result = ipvsadm.Run(string.Empty, line.Split(' '));

            error.Should().Be(result.Errors, line);
            refused += error.Length > 0 ? 1 : 0;
            Lines(table.Save).Should().Equal(Lines(ipvsadm, "-S", "-n"), line);
            Lines(table.List).Should().Equal(Lines(ipvsadm, "-L", "-n", "--thresholds"), line);
        }

        refused.Should().BeInRange(500, 2500, "lines that are refused and lines that are not");
    }

    /// <summary>What follows the scheduler: the simulated table leaves it out, because nobody reads it.</summary>
    private static readonly string[] NotPrinted = ["persistent", "ops", "(sh-port)"];

    private static string Line(Draw draw)
    {
        string selector = draw.Of<string>(Selectors);
        bool isV6 = selector.EndsWith("-6", StringComparison.Ordinal);
        string endpoint = (isV6 ? "[2001:db8::" : "10.1.0.") + draw.Between(1, 5) + (isV6 ? "]" : "")
            + selector[..2] switch { "-f" => ":0", "-u" => ":53", _ => ":80" };
        string record = $"{draw.Of<string>(Forwards)} -w {draw.Below(9)} -x 9 -y {draw.Below(9)}";

        // Only some schedulers, and only IPv4, take these; ipvsadm itself would refuse them for another reason.
        string settings = isV6 ? "-s rr" : draw.Of<string>(Settings);
        settings = selector.StartsWith("-u", StringComparison.Ordinal) ? settings : settings.Replace(" -o", "");
        return draw.Below(12) switch
        {
            0 or 1 => $"-A {selector} {settings}",
            2 => $"-E {selector} {settings}",
            3 => $"-D {selector}",
            < 8 => $"-a {selector} -r {endpoint} {record}",
            < 10 => $"-e {selector} -r {endpoint} {record}",
            10 => $"-d {selector} -r {endpoint}",
            _ => draw.Once(20) ? "-C" : $"-d {selector} -r {endpoint}",
        };
    }

    private static string[] Lines(Printer print)
    {
        byte[] room = new byte[1 << 16];
        return Lines(Encoding.ASCII.GetString(room, 0, print(room)));
    }

    private static string[] Lines(MemoryIpvsadm ipvsadm, params string[] arguments) =>
        Lines(ipvsadm.Run(string.Empty, arguments).Output);

    /// <summary>The words of each line, in any order of the lines: the table promises none.</summary>
    private static string[] Lines(string text) =>
    [
        .. text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Select(line => line.StartsWith("TCP", StringComparison.Ordinal)
                || line.StartsWith("UDP", StringComparison.Ordinal) || line.StartsWith("FWM", StringComparison.Ordinal)
                ? string.Join(' ', line.Split(' ').TakeWhile(word => !Array.Exists(NotPrinted, word.Equals)))
                : line)
            .Order(StringComparer.Ordinal),
    ];

    private delegate int Printer(Span<byte> room);
}
