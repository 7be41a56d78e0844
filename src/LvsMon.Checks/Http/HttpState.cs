namespace LvsMon.Checks.Http;

/// <summary>Scratch of <see cref="HttpProgram"/>.</summary>
internal struct HttpState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>The status line being read.</summary>
    internal StatusLine Status;

    /// <summary>What the header section says of the body.</summary>
    internal Framing Framing;

    /// <summary>The body's chunks.</summary>
    internal ChunkReader Chunks;

    /// <summary>Bytes of content kept in the buffer.</summary>
    internal ushort ContentKept;

    /// <summary>How many bytes of the text asked for the content ends with.</summary>
    internal ushort TextMatched;

    /// <summary>The header section being read.</summary>
    internal FieldSection Fields;

    /// <summary>The part being read.</summary>
    internal HttpPhase Phase;

    /// <summary>How the body is framed.</summary>
    internal BodyKind Body;

    /// <summary>Bytes of the current line kept to be shown.</summary>
    internal byte LineKept;
}
