using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Lvs.Memory;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Memory;

public sealed class MemoryIpvsadmTests
{
    private static MemoryIpvsadm Recorded()
    {
        MemoryIpvsadm ipvsadm = new();
        foreach (string command in Transcript.Commands)
        {
            ipvsadm.Run(string.Empty, command.Split(' ')).Should().Be(new IpvsadmResult(0, "", ""), command);
        }

        return ipvsadm;
    }

    [Fact]
    public void Listings_RecordedTable_AreByteForByteThoseRecorded()
    {
        MemoryIpvsadm ipvsadm = Recorded();
        ipvsadm.Run(string.Empty, "-S", "-n").Output.Should().Be(Transcript.Saved);
        ipvsadm.List().Should().Be(Transcript.Listed);
        ipvsadm.Run(string.Empty, "-Ln").Output.Should().Be(Transcript.Listed);
        ipvsadm.Run(string.Empty, "-L", "-n", "--thresholds").Output.Should().Be(Transcript.Thresholds);
    }

    [Theory]
    [InlineData("-A -t 10.0.0.1:80 -s rr", 255, "Service already exists")]
    [InlineData("-a -t 10.0.0.1:80 -r 127.1.0.1:8080 -m", 255, "Destination already exists")]
    [InlineData("-d -t 10.0.0.1:80 -r 127.9.9.9:8080", 255, "No such destination")]
    [InlineData("-d -t 10.9.9.9:80 -r 127.9.9.9:8080", 255, "Service not defined")]
    [InlineData("-D -t 10.9.9.9:80", 255, "No such service")]
    [InlineData("-E -t 10.9.9.9:80 -s rr", 255, "No such service")]
    [InlineData("-A -t 10.0.0.1:82 -s nosuch", 255, "Scheduler or persistence engine not found")]
    [InlineData("-e -t 10.0.0.1:80 -r 127.1.0.1:8080 -w 0", 255, "No such destination")]
    [InlineData("-d -t 10.0.0.1:443 -r 192.168.1.5:8443", 255, "No such destination")]
    [InlineData("-A", 2, "You need to supply the 'service-address' option for the 'add-service' command")]
    [InlineData("-D -t 10.0.0.1:80 -w 1", 2, "Illegal 'weight' option with the 'delete-service' command")]
    [InlineData("-A -t 10.0.0.1:80 -n", 2, "Illegal 'numeric' option with the 'add-service' command")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.1.1.1:80 -m -w -1", 2, "illegal weight specified")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.1.1.1:80 -m -w 1 -w 2", 2, "multiple 'weight' options specified")]
    [InlineData("-a -t 10.0.0.1:80 -r host.example:80 -m", 2, "illegal real server address[:port] specified")]
    [InlineData("-A -t [2001:db8::5] -s rr", 2, "illegal virtual server address[:port] specified")]
    [InlineData("--set 1 2", 2, "--set option requires 3 timeout values")]
    [InlineData("--set 1 2 3 4", 2, "unexpected argument 4")]
    [InlineData("--set 1 2 x", 2, "invalid timeout value `x' specified")]
    [InlineData("--set 1 2 2678401", 2, "invalid timeout value `2678401' specified")]
    [InlineData("-A -f -1294967296 -s rr", 2, "invalid fwmark value `-1294967296' specified")]
    [InlineData("-A -t 10.0.0.2:0 -s rr", 2, "Zero port specified for non-persistent service")]
    [InlineData("-A -t 10.0.0.2:80 -o", 2, "One-Packet Scheduling is only for UDP virtual services")]
    [InlineData(
        "-a -t 10.0.0.1:80 -r [2001:db8::7]:80 -m",
        2,
        "Different address family is allowed only for tunneling servers")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.1.1.1 -i --tun-type gue", 2,
        "You need to supply the 'tun-port' option for the 'gue' tunnel type")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.1.1.1 -m --tun-type gue --tun-port 1", 2,
        "Tunnel options conflict with forward method")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.1.1.1 -m --frob", 255, "--frob: unknown option")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.1.1.1 -m word", 2, "unexpected argument word")]
    [InlineData("-Q", 255, "Try `ipvsadm -h' or 'ipvsadm --help' for more information.")]
    [InlineData("word", 255, "Try `ipvsadm -h' or 'ipvsadm --help' for more information.")]
    [InlineData("-L -n -t 10.9.9.9:80", 1, "No such service")]
    public void Run_RefusedCommand_HasCodeAndMessageAndChangesNothing(string command, int code, string message)
    {
        MemoryIpvsadm ipvsadm = Recorded();
        string before = ipvsadm.ToRestoreText();
        ipvsadm.Run(string.Empty, command.Split(' ')).Should().Be(new IpvsadmResult(code, "", message + "\n"));
        ipvsadm.ToRestoreText().Should().Be(before);
    }

    [Fact]
    public void Restore_KernelRefusesMiddleLine_GoesOnAndEndsWithTheLastCode()
    {
        MemoryIpvsadm ipvsadm = Recorded();
        const string Lines = "-a -t 10.0.0.1:80 -r 127.1.0.9:8080 -m\n-d -t 10.0.0.1:80 -r 127.9.9.9:8080\n"
            + "-a -t 10.0.0.1:80 -r 127.1.0.10:8080 -m\n";
        ipvsadm.Run(Lines, "-R").Should().Be(new IpvsadmResult(0, "", "No such destination\n"));
        ipvsadm.Run("-d -t 10.0.0.1:80 -r 127.9.9.9:8080\n", "-R").Code.Should().Be(255);
        ipvsadm.List().Should().Contain("127.1.0.9:8080").And.Contain("127.1.0.10:8080");
    }

    [Theory]
    [InlineData("-a -t 10.0.0.1:80 -r nowhere -m", 2, true)]
    [InlineData("# a comment", 255, true)]
    [InlineData("-A -t 10.0.0.1:99 -s rr # why", 2, true)]
    [InlineData("-R", 255, true)]
    [InlineData("-a -t 10.0.0.1:80 -r 127.1.0.8:8080 -m --frob", 255, false)]
    public void Restore_BadLine_StopsOrGoesOnAsTheToolDoes(string bad, int code, bool stops)
    {
        MemoryIpvsadm ipvsadm = Recorded();
        string lines = $"-a -t 10.0.0.1:80 -r 127.1.0.11:8080 -m\n{bad}\n-a -t 10.0.0.1:80 -r 127.1.0.12:8080 -m\n";
        IpvsadmResult result = ipvsadm.Run(lines, "-R");

        result.Code.Should().Be(stops ? code : 0);
        ipvsadm.List().Should().Contain("127.1.0.11:8080", "what stood before is applied");
        ipvsadm.List().Contains("127.1.0.12:8080", StringComparison.Ordinal).Should().Be(!stops);
    }

    [Fact]
    public void Restore_LooseForms_AreTaken()
    {
        MemoryIpvsadm ipvsadm = new();
        const string Lines = "\r\n\n  ipvsadm\t-A -t10.0.0.1:80 --scheduler=rr  \r\n-a -t 10.0.0.1:80 -r 10.1.0.1 -m";
        ipvsadm.Run(Lines, "-R").Should().Be(new IpvsadmResult(0, "", ""));
        ipvsadm.Run(string.Empty, "-Sn").Output.Should()
            .Be("-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 1\n");
    }

    [Fact]
    public void Edit_WithoutFields_ReplacesThemByDefaults()
    {
        MemoryIpvsadm ipvsadm = Recorded();
        ipvsadm.Run(string.Empty, "-E", "-t", "10.0.0.1:443").Code.Should().Be(0);
        ipvsadm.Run(string.Empty, "-e", "-t", "10.0.0.1:80", "-r", "127.1.0.1:8080", "-m").Code.Should().Be(0);

        ipvsadm.ToRestoreText().Should().Contain("-A -t 10.0.0.1:443 -s wlc\n")
            .And.Contain("-r 127.1.0.1:8080 -m -w 1 -x 0 -y 0\n");
    }

    [Fact]
    public void ToRestoreText_Restored_IsTheSameTable()
    {
        MemoryIpvsadm ipvsadm = Recorded();
        MemoryIpvsadm copy = new();
        copy.Run(ipvsadm.ToRestoreText(), "-R").Should().Be(new IpvsadmResult(0, "", ""));
        copy.ToRestoreText().Should().Be(ipvsadm.ToRestoreText());
    }

    [Fact]
    public void Replay_RecordedFileWhereItIs_IsByteForByteTheSame()
    {
        string? path = Find("shared/facts/ipvsadm-transcript.txt");
        if (path is null)
        {
            // Outside the place where the recording lies its parts above are the test.
            Transcript.Commands.Should().NotBeEmpty();
            return;
        }

        MemoryIpvsadm ipvsadm = new();
        List<string> lines = [.. File.ReadAllLines(path)];
        int replayed = 0;
        for (int i = lines.FindIndex(line => line.StartsWith('$')); i < lines.IndexOf("--- batch"); i++)
        {
            string command = lines[i];
            StringBuilder wanted = new();
            while (i + 1 < lines.Count && !lines[i + 1].StartsWith('$') && lines[i + 1] != "--- batch")
            {
                wanted.Append(lines[++i]).Append('\n');
            }

            if (!command.StartsWith("$ ipvsadm ", StringComparison.Ordinal))
            {
                continue;
            }

            IpvsadmResult result = ipvsadm.Run(string.Empty, command["$ ipvsadm ".Length..].Split(' '));
            string code = result.Code == 0 ? string.Empty : $"[rc={result.Code}]\n";
            (result.Output + result.Errors + code).Should().Be(wanted.ToString(), command);
            replayed++;
        }

        replayed.Should().BeGreaterThan(30);
    }

    private static string? Find(string relative)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, relative);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    [Fact]
    public void Timeouts_SetWithZeros_ChangeWhereNoneStands()
    {
        MemoryIpvsadm ipvsadm = new();
        ipvsadm.Run(string.Empty, "-L", "--timeout").Output.Should().Be("Timeout (tcp tcpfin udp): 900 120 300\n");

        ipvsadm.Run(string.Empty, "--set", "60", "0", "0").Should().Be(new IpvsadmResult(0, "", ""));
        ipvsadm.Run(string.Empty, "-L", "--timeout").Output.Should().Be("Timeout (tcp tcpfin udp): 60 120 300\n");

        ipvsadm.Run(string.Empty, "--set", "0", "7", "3600").Code.Should().Be(0);
        ipvsadm.Run(string.Empty, "-L", "--timeout").Output.Should().Be("Timeout (tcp tcpfin udp): 60 7 3600\n");
    }
}
