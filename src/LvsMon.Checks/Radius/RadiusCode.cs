namespace LvsMon.Checks.Radius;

/// <summary>Codes of packets (RFC 2865 §3, RFC 5997 §4.1); the values are those on the wire.</summary>
internal enum RadiusCode : byte
{
    /// <summary>May this user enter?</summary>
    AccessRequest = 1,

    /// <summary>He may; also: the server is well.</summary>
    AccessAccept = 2,

    /// <summary>He may not.</summary>
    AccessReject = 3,

    /// <summary>Of the accounting port: the server is well.</summary>
    AccountingResponse = 5,

    /// <summary>The server has another question first.</summary>
    AccessChallenge = 11,

    /// <summary>Is the server well?</summary>
    StatusServer = 12,
}
