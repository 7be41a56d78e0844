namespace LvsMon.Checks.Http;

/// <summary>How a body is framed (RFC 9112 §6.3).</summary>
internal enum BodyKind : byte
{
    /// <summary>There is none.</summary>
    None,

    /// <summary><c>Content-Length</c> bytes.</summary>
    Length,

    /// <summary>Chunks.</summary>
    Chunked,

    /// <summary>All that comes until the end of the stream.</summary>
    UntilClose,

    /// <summary>The fields contradict each other or make no sense.</summary>
    Faulty,
}
