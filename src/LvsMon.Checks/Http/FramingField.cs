namespace LvsMon.Checks.Http;

/// <summary>The field being read, as far as the body's framing cares; also a bit of the names still possible.</summary>
internal enum FramingField : byte
{
    /// <summary>Any other.</summary>
    Other = 0,

    /// <summary><c>Content-Length</c>.</summary>
    ContentLength = 1,

    /// <summary><c>Transfer-Encoding</c>.</summary>
    TransferEncoding = 2,
}
