using System.Collections.Generic;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Tests.Transitions;

/// <summary>Keeps what it is told; posts one fact of its own at the next flush where asked.</summary>
internal sealed class RecordingSink : IFactSink
{
    private Fact? _answer;

    public List<Fact> Facts { get; } = [];

    public long NextUs { get; set; } = long.MaxValue;

    public FactStream? PostsWhileTold { get; set; }

    public void AnswerWith(Fact fact) => _answer = fact;

    public void Accept(in Fact fact)
    {
        Facts.Add(fact);
        PostsWhileTold?.Post(new Fact(FactKind.Lag));
    }

    public long Flush(long nowUs, FactStream facts)
    {
        if (_answer is Fact answer)
        {
            _answer = null;
            facts.Post(answer);
        }

        return NextUs;
    }
}
