namespace LvsMon.Checks.Ldap;

/// <summary>Scratch of <see cref="LdapProgram"/>.</summary>
internal struct LdapState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>The length of the current element, as far as read, then what is left of its value.</summary>
    internal int Length;

    /// <summary>Where the innermost open sequence ends, in bytes taken.</summary>
    internal int End;

    /// <summary>The number in the current element, as far as read.</summary>
    internal uint Number;

    /// <summary>The message's number.</summary>
    internal uint MessageId;

    /// <summary>The result of the operation.</summary>
    internal uint ResultCode;

    /// <summary>The element being read.</summary>
    internal LdapElement Element;

    /// <summary>The part of it.</summary>
    internal LdapPart Part;

    /// <summary>Bytes of a long length still to come.</summary>
    internal byte LengthBytes;

    /// <summary>Bytes kept to be shown.</summary>
    internal byte Kept;
}
