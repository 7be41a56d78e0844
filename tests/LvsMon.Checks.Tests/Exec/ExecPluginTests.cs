using System;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Checks.Tests.Exec;

public sealed class ExecPluginTests
{
    private const int Sigsegv = 11;

    private static ICheckPlugin Plugin => CheckCatalogue.Find("exec")!;

    [Theory]
    [InlineData(0, CheckOutcome.Pass, CheckReason.Exited, 0)]
    [InlineData(1, CheckOutcome.Pass, CheckReason.Exited, 1)]
    [InlineData(2, CheckOutcome.Fail, CheckReason.ExitRefused, 2)]
    [InlineData(3, CheckOutcome.Inconclusive, CheckReason.ExitUnknown, 3)]
    [InlineData(4, CheckOutcome.Fail, CheckReason.ExitRefused, 4)]
    [InlineData(127, CheckOutcome.Fail, CheckReason.ExitRefused, 127)]
    [InlineData(255, CheckOutcome.Fail, CheckReason.ExitRefused, 255)]
    [InlineData(-Sigsegv, CheckOutcome.Fail, CheckReason.ProgramBroke, Sigsegv)]
    [InlineData(-64, CheckOutcome.Fail, CheckReason.ProgramBroke, 64)]
    [InlineData(-32, CheckOutcome.Fail, CheckReason.ProgramBroke, 32)]
    [InlineData(-33, CheckOutcome.Fail, CheckReason.ProgramBroke, 33)]
    [InlineData(-1, CheckOutcome.Inconclusive, CheckReason.ProgramKilled, 1)]
    [InlineData(-2, CheckOutcome.Inconclusive, CheckReason.ProgramKilled, 2)]
    [InlineData(-9, CheckOutcome.Inconclusive, CheckReason.ProgramKilled, 9)]
    [InlineData(-15, CheckOutcome.Inconclusive, CheckReason.ProgramKilled, 15)]
    public void End_WithAStatus_HasItsResult(int status, CheckOutcome outcome, CheckReason reason, short number)
    {
        (CheckResult result, _) = Play(Program(), status, "");

        result.Should().Be(new CheckResult(reason, number));
        result.Outcome.Should().Be(outcome);
    }

    [Fact]
    public void End_WithAnotherMeaning_IsWhatTheOptionsSay()
    {
        Play(Program("--warning", "fail"), 1, "").Result.Should().Be(new CheckResult(CheckReason.ExitRefused, 1));
        Play(Program("--unknown", "fail"), 3, "").Result.Should().Be(new CheckResult(CheckReason.ExitRefused, 3));
    }

    [Theory]
    [InlineData("TCP CRITICAL - timeout|time=10s;;;0\nlong text\n", "TCP CRITICAL - timeout")]
    [InlineData("no end of line", "no end of line")]
    [InlineData("carriage return \r\n", "carriage return")]
    [InlineData("\nsecond line", "")]
    [InlineData("|only=1", "")]
    [InlineData("", "")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890",
        "1234567890123456789012345678901234567890123456789012345678901234")]
    public void Output_InAnyPieces_ShowsItsFirstLineWithoutPerformanceData(string output, string shown)
    {
        for (int piece = 1; piece <= output.Length + 1; piece++)
        {
            Play(Program(), 2, output, piece).Evidence.Should().Be(shown);
        }
    }

    [Fact]
    public void Output_OfAnyLength_AllocatesNothing()
    {
        CheckProgram program = Program();
        byte[] output = Encoding.ASCII.GetBytes(new string('x', 16 * 1024));
        Span<byte> buffer = stackalloc byte[program.BufferBytes];
        CheckScratch scratch = default;
        Pass(program, ref scratch, output, buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int round = 0; round < 100; round++)
        {
            Pass(program, ref scratch, output, buffer);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Program_OfTheOptions_HasPathAndArgumentsInOrder()
    {
        CheckProgram program = Program("--arg=-H", "--arg", "{address}", "--arg", "", "--arg=ü");

        program.Transport.Should().Be(Transport.Program);
        program.Runs!.Path.Should().Be("/bin/true");
        program.Runs.Arguments.Select(argument => Encoding.UTF8.GetString(argument.Span))
            .Should().Equal("-H", "{address}", "", "ü");
        program.Identity.Should().NotBe(Program("--arg", "{address}", "--arg=-H", "--arg", "", "--arg=ü").Identity);
    }

    [Fact]
    public void Program_WithoutAStatus_IsNoEndOfAProgram()
    {
        CheckScratch scratch = default;

        Program().Closed(ref scratch, default).Result.Outcome.Should().Be(CheckOutcome.Fail);
    }

    [Fact]
    public void Output_BeforeAnyEnd_CanBeShown()
    {
        CheckProgram program = Program();
        CheckScratch scratch = default;
        Span<byte> buffer = stackalloc byte[program.BufferBytes];
        program.Received(ref scratch, "still waiting |t=1\n"u8, buffer);

        Encoding.ASCII.GetString(program.Heard(ref scratch, buffer)).Should().Be("still waiting");
    }

    [Fact]
    public void Options_OutOfBounds_AreRefused()
    {
        Errors("--program", "check_tcp").Should().Be("\"check_tcp\": write the whole path, from / on");
        Errors("--program", "/bin/a\0b").Should().StartWith("a NUL byte");
        Errors("--program", "/bin/true", "--arg=a\0b").Should().StartWith("a NUL byte");
        Errors("--program", "/bin/true", "--arg", new string('x', 8 * 1024)).Should().Contain("8192 bytes");
        Errors(["--program", "/bin/true", .. Enumerable.Repeat("--arg=x", 65)]).Should().Contain("64 --arg");
        Errors("--arg", "x").Should().Contain("--program");
    }

    private static string Errors(params string[] words) =>
        CheckCompiler.Errors(Plugin, words).Should().ContainSingle().Subject;

    private static CheckProgram Program(params string[] words) =>
        CheckCompiler.Program(Plugin, ["--program", "/bin/true", .. words]);

    private static void Pass(CheckProgram program, ref CheckScratch scratch, byte[] output, Span<byte> buffer)
    {
        scratch = default;
        program.Connected(ref scratch, buffer);
        program.Received(ref scratch, output, buffer);
        program.Exited(ref scratch, 2, buffer);
    }

    private static (CheckResult Result, string Evidence) Play(
        CheckProgram program, int status, string output, int piece = 1000)
    {
        CheckScratch scratch = default;
        Span<byte> buffer = stackalloc byte[program.BufferBytes];
        program.Connected(ref scratch, buffer).Kind.Should().Be(CheckStepKind.Receive);
        byte[] bytes = Encoding.ASCII.GetBytes(output);
        foreach (byte[] part in bytes.Chunk(piece))
        {
            program.Received(ref scratch, part, buffer).Kind.Should().Be(CheckStepKind.Receive);
        }

        CheckStep step = program.Exited(ref scratch, status, buffer);
        step.Kind.Should().Be(CheckStepKind.Done);
        return (step.Result, Encoding.ASCII.GetString(step.Evidence));
    }
}
