namespace LvsMon.Checks.Sip;

/// <summary>What is remembered in an attempt.</summary>
internal struct SipState
{
    /// <summary>What makes the request another one each time.</summary>
    internal uint Number;

    /// <summary>Bytes kept of the last answer that was not final.</summary>
    internal byte Kept;
}
