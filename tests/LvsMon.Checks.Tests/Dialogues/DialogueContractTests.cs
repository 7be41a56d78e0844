using System.Text;
using FluentAssertions;
using LvsMon.Checks.Dialogues;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;

namespace LvsMon.Checks.Tests.Dialogues;

/// <summary>The contract, for the check of one protocol, and what such tests share.</summary>
public abstract class DialogueContractTests : CheckContractTests
{
    protected static readonly string[] None = [];

    private protected DialogueContractTests(DialogueProtocol protocol)
    {
        Plugin = new DialoguePlugin(protocol);
    }

    protected override ICheckPlugin Plugin { get; }

    /// <summary>The peer says each part when the check has said what belongs before it.</summary>
    private protected void ShouldSay(string[] options, params (string Answer, string Said, string Place)[] turns)
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, options));
        runner.Connect();
        foreach ((string answer, string said, string place) in turns)
        {
            runner.Place.Should().Be(place);
            runner.Forget();
            runner.Receive(Encoding.ASCII.GetBytes(answer));
            Encoding.ASCII.GetString(runner.Sent.Span).Should().Be(said);
        }

        runner.Result.Reason.Should().Be(CheckReason.Matched);
    }

    private protected static CheckSample Passes(string[] options, string answer, short number = 0) =>
        new(options, answer, Closes: false, CheckReason.Matched, number);

    private protected static CheckSample Fails(string[] options, string answer, string evidence, short number = 0) =>
        new(options, answer, Closes: false, CheckReason.Mismatch, number) { Evidence = evidence };

    private protected static CheckSample Breaks(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: false, CheckReason.Malformed) { Evidence = evidence };

    private protected static CheckSample Closes(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: true, CheckReason.ClosedEarly) { Evidence = evidence };

    private protected static CheckSample Waits(string[] options, string answer) =>
        new(options, answer, Closes: false, CheckReason.None);
}
