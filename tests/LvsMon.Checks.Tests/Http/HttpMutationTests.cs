using System;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Http;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Http;

/// <summary>
/// Answers made of pieces that are nearly right: what is read line by line when it comes whole is read byte by byte
/// when it does not, and must come to the same.
/// </summary>
public sealed class HttpMutationTests
{
    private const int Rounds = 30_000;

    private static readonly string[] Starts =
    [
        "HTTP/1.1 200 OK", "HTTP/1.0 404", "HTTP/1.1 503 ", "HTTP/1.1 100 Continue", "HTTP/1.1 099 x", "HTTP/2 200",
        "HTTP/1.1 204 No\tContent", "HTTP/1.x 200 OK", "HTTP/1.1  200", "HTTP/1.1 200OK", "", "HTTP/1.1 2000 x",
    ];

    private static readonly string[] Lines =
    [
        "A: b", "Content-Length: 4", "content-LENGTH:4", "Content-Length: 4, 4", "Content-Length: 5", "Content-Length:",
        "Transfer-Encoding: chunked", "TRANSFER-ENCODING:\tChunked", "Transfer-Encoding: gzip, chunked", " folded",
        "\tchunked", " 4", "Content-Lengthy: 9", "X Y: z", ": no name", "no colon", "A:", "A: \u0001",
        "A: \u00E9\u00FF", "Transfer-Encodin\u0007: x", "Content\rLength: 4", "A: b\rc", "A:\u007F",
        "Content-Length : 4",
    ];

    private static readonly string[] Ends = ["\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", "\n\r"];

    private static readonly string[] Bodies =
        ["body", "4\r\nbody\r\n0\r\n\r\n", "needle", "", "HTTP/1.1 200 OK\r\n\r\n"];

    private static readonly HttpPlugin Plugin = new(TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData("--status", "any")]
    [InlineData("--status", "any", "--contains", "needle")]
    public void Answer_NearlyRight_ComesToTheSameWholeInPiecesAndByteByByte(params string[] options)
    {
        CheckProgram program = CheckCompiler.Program(Plugin, options);
        Random random = new(20_26);
        int passed = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string text = Answer(random);
            byte[] answer = Encoding.Latin1.GetBytes(text);
            CheckResult whole = Play(program, answer, () => answer.Length);

            Play(program, answer, () => 1).Should().Be(whole, "of {0}", text);
            Play(program, answer, () => random.Next(1, 30)).Should().Be(whole, "of {0}", text);
            passed += whole.Outcome == CheckOutcome.Pass ? 1 : 0;
        }

        passed.Should().BeInRange(Rounds / 50, Rounds / 2, "both kinds must be among them");
    }

    private static string Answer(Random random)
    {
        StringBuilder text = new();
        text.Append(Pick(random, Starts, random.Next(3) == 0)).Append(Pick(random, Ends, random.Next(8) == 0));
        for (int lines = random.Next(5); lines > 0; lines--)
        {
            text.Append(Lines[random.Next(Lines.Length)]).Append(Pick(random, Ends, random.Next(8) == 0));
        }

        text.Append("\r\n").Append(Bodies[random.Next(Bodies.Length)]);
        if (random.Next(4) == 0)
        {
            text[random.Next(text.Length)] = (char)random.Next(256);
        }

        return text.ToString();
    }

    private static string Pick(Random random, string[] from, bool any) => from[any ? random.Next(from.Length) : 0];

    private static CheckResult Play(CheckProgram program, byte[] answer, Func<int> piece)
    {
        CheckRunner runner = new(program);
        runner.Connect();
        for (int at = 0; at < answer.Length && !runner.IsDone;)
        {
            int length = Math.Min(piece(), answer.Length - at);
            runner.Receive(answer.AsSpan(at, length));
            at += length;
        }

        if (!runner.IsDone)
        {
            runner.Close();
        }

        return runner.Result;
    }
}
