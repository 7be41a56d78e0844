namespace LvsMon.Core.Metrics;

/// <summary>What a request is answered with (RFC 9110 §15).</summary>
internal enum HttpStatus : short
{
    /// <summary>The page.</summary>
    Ok = 200,

    /// <summary>It is no request of HTTP/1.</summary>
    BadRequest = 400,

    /// <summary>There is only one page.</summary>
    NotFound = 404,

    /// <summary>Only GET and HEAD.</summary>
    MethodNotAllowed = 405,

    /// <summary>It was not finished in time.</summary>
    RequestTimeout = 408,

    /// <summary>Its head is too long (RFC 6585 §5).</summary>
    HeadTooLarge = 431,

    /// <summary>All places are taken.</summary>
    Busy = 503,
}
