using System;
using System.Collections.Generic;

namespace LvsMon.Fuzz.Targets;

/// <summary>A reader of foreign bytes, and what it promises for whatever they are.</summary>
internal interface IFuzzTarget
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>What the names of the types that are meant begin with: only their blocks lead the search, and are
    /// counted.</summary>
    IReadOnlyList<string> Scopes { get; }

    /// <summary>Words of the language; mutations put them in.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>Inputs to begin with, Latin-1.</summary>
    IReadOnlyList<string> Seeds { get; }

    /// <summary>Longest input, bytes.</summary>
    int MaxLength { get; }

    /// <summary>Blocks that an input of this length may enter.</summary>
    long Steps(int length);

    /// <summary>Tries an input.</summary>
    /// <exception cref="PromiseBroken">A promise does not hold. Any other exception is a failure too.</exception>
    void Try(ReadOnlySpan<byte> input);
}
