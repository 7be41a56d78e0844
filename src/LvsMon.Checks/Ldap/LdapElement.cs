namespace LvsMon.Checks.Ldap;

/// <summary>The elements of the answer that are read, in their order (RFC 4511 §4.1.1, §4.1.9, §4.2.2).</summary>
internal enum LdapElement : byte
{
    /// <summary>LDAPMessage, the sequence around all others.</summary>
    Message,

    /// <summary>Its number: that of the request, 0 for what was not asked for.</summary>
    MessageId,

    /// <summary>BindResponse, or ExtendedResponse for the notice of disconnection.</summary>
    Operation,

    /// <summary>resultCode.</summary>
    ResultCode,

    /// <summary>matchedDN.</summary>
    MatchedName,

    /// <summary>diagnosticMessage.</summary>
    Diagnostic,
}
