using System.Linq;
using FluentAssertions;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Programs;

/// <summary>What a program finds around itself.</summary>
public sealed class ProgramSurroundingsTests
{
    private static readonly Endpoint V6Target = new(IpAddress.FromV6(new(0x2001_0db8_0000_0000, 1)), 65535);

    [Fact]
    public void Environment_OfAProgram_IsFixed()
    {
        using ProgramHarness harness = new();

        harness.RunToEnd(ProgramHarness.Program("/usr/bin/env")).Output.Should().Be(
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin\nLANG=C\nLC_ALL=C\nLVSMON_ADDRESS=10.0.0.1\nLVSMON_PORT=80\n");
    }

    [Fact]
    public void Environment_WithASource_TellsIt()
    {
        using ProgramHarness harness = new();
        harness.Run(ProgramHarness.Program("/usr/bin/env"), 0, V6Target, IpAddress.FromV6(1));
        harness.Until(() => harness.Ended.Count > 0);

        harness.Output().Should().EndWith("\nLVSMON_ADDRESS=2001:db8::1\nLVSMON_PORT=65535\nLVSMON_SOURCE=::1\n");
    }

    [Fact]
    public void Arguments_WithPlaceholders_NameWhatIsChecked()
    {
        using ProgramHarness harness = new();

        harness.RunToEnd(ProgramHarness.Program(
                "/usr/bin/printf", "%s|", "a b", "", "$HOME;*", "ü", "{address}", "http://{address}:{port}/{x}{", "{"))
            .Output.Should().Be("a b||$HOME;*|\u00c3\u00bc|10.0.0.1|http://10.0.0.1:80/{x}{|{|");
    }

    [Fact]
    public void Arguments_AsManyAndLongAsAllowed_Arrive()
    {
        using ProgramHarness harness = new();
        string long_ = string.Concat(Enumerable.Repeat("{address}", 900));
        string[] arguments = [.. Enumerable.Repeat("x", ExternalProgram.MaxArguments - 2)];
        harness.Run(
            ProgramHarness.Program(
                "/bin/sh", ["-c", "printf '%s %s' $# \"$1\" | wc -c", "sh", long_, .. arguments[4..]]),
            0,
            new Endpoint(IpAddress.FromV6(new(0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF)), 1));
        harness.Until(() => harness.Ended.Count > 0);

        harness.Output().Trim().Should().Be($"{(900 * 39) + 3}");
    }

    [Fact]
    public void Descriptors_OfAProgram_AreThreeOnly()
    {
        // As one that our own parent left open: without close-on-exec.
        int inherited = TestCalls.Duplicate(0);
        using ProgramHarness harness = new();

        inherited.Should().BeGreaterThan(3);
        harness.RunShell("echo /proc/$$/fd/*; readlink /proc/$$/fd/0 /proc/$$/fd/2").Output.Should().Be(
            "/proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2 /proc/$$/fd/3\n/dev/null\n/dev/null\n"
                .Replace("$$", Pid(harness), System.StringComparison.Ordinal),
            "3 is the shell reading the folder");
        _ = FileCalls.Close(inherited);
    }

    [Fact]
    public void Program_OfItsOwn_HasSessionGroupAndRootFolder()
    {
        using ProgramHarness harness = new();

        string[] lines = harness.RunShell("pwd; echo $$; cat /proc/$$/stat").Output.Split('\n');

        lines[0].Should().Be("/");
        string[] fields = lines[2][(lines[2].LastIndexOf(')') + 2)..].Split(' ');
        fields[2].Should().Be(lines[1], "its group");
        fields[3].Should().Be(lines[1], "its session");
    }

    [Fact]
    public void Signals_OfAProgram_AreDefaultAndUnblocked()
    {
        using ProgramHarness harness = new();

        string status = harness.RunToEnd(ProgramHarness.Program("/bin/cat", "/proc/self/status")).Output;

        status.Should().Contain("SigBlk:\t0000000000000000\n").And.Contain("SigCgt:\t0000000000000000\n");
        status.Should().Contain("SigIgn:\t0000000180000000\n", "32 and 33 are glibc's own");
    }

    private static string Pid(ProgramHarness harness) => harness.Output()[6..harness.Output().IndexOf("/fd")];
}
